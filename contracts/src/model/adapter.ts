import { z } from "zod";
import { AnyInstant, isJsonValue, JsonObject, jsonDepthMax } from "../primitives";
import { ReportedAction, ReportedConfigItem, ReportedHealth } from "./report";
import { unique } from "./unique";

/**
 * What a service without an SDK says to the hub beside it: over HTTP at `/capsule/*`, or, when it is a program
 * that the hub runs, in lines on its standard output. docs/ophub.md tells it in words.
 */

const text = (max: number) => z.string().max(max).nullish();
const optionalObject = JsonObject.nullish();

/** `GET /capsule/manifest`. Other members are kept; the code is the one that the hub's file gives. */
export const AdapterManifest = z
  .looseObject({
    name: z.string().min(1).max(200).nullish(),
    version: text(80),
    runtime: text(80),
    description: text(2000),
  })
  .refine((value): boolean => isJsonValue(value), `Must be JSON of at most ${jsonDepthMax} levels`);
export type AdapterManifest = z.infer<typeof AdapterManifest>;

/** `GET /capsule/health`. */
export const AdapterHealth = ReportedHealth;
export type AdapterHealth = z.infer<typeof AdapterHealth>;

/** `GET /capsule/configs`. */
export const AdapterConfigs = z.array(ReportedConfigItem).max(1000).superRefine(unique("key"));
export type AdapterConfigs = z.infer<typeof AdapterConfigs>;

/** An entry of `GET /capsule/actions`; without a label the name is shown. */
export const AdapterAction = ReportedAction.extend({ label: text(200) });
export type AdapterAction = z.infer<typeof AdapterAction>;

/** `GET /capsule/actions`. */
export const AdapterActions = z.array(AdapterAction).max(500).superRefine(unique("name"));
export type AdapterActions = z.infer<typeof AdapterActions>;

/** `POST /capsule/actions/:name/prepare`: `action` overlays the catalogue's entry for this form. */
export const AdapterPrepareResult = z.object({
  action: z
    .object({
      label: text(200),
      description: text(2000),
      inputSchema: optionalObject,
      outputSchema: optionalObject,
    })
    .nullish(),
  initialPayload: optionalObject,
  currentState: optionalObject,
});
export type AdapterPrepareResult = z.infer<typeof AdapterPrepareResult>;

const result = {
  /** Default true. */
  success: z.boolean().nullish(),
  message: z.string().nullish(),
  /** May hold `list`, `detail` and `generatedKey`, which the console shows in their own way. */
  data: optionalObject,
  /** `code` and `message` are read when they are strings. */
  error: optionalObject,
};

/** `POST /capsule/actions/:name/execute`. An object that has none of these members is all data. */
export const AdapterActionResult = z
  .looseObject(result)
  .refine((value): boolean => isJsonValue(value), `Must be JSON of at most ${jsonDepthMax} levels`);
export type AdapterActionResult = z.infer<typeof AdapterActionResult>;

/** Something that happened in a service. Its id is the service's own and the same at every delivery. */
export const AdapterEvent = z.object({
  id: z.string().min(1).max(120),
  eventType: z.string().min(1).max(120),
  payload: JsonObject.default({}),
  metadata: optionalObject,
  occurredAt: AnyInstant.nullish(),
  correlationId: text(128),
  causationId: text(128),
});
export type AdapterEvent = z.infer<typeof AdapterEvent>;

/** `GET /capsule/bus/events?cursor=&limit=`: events after the cursor, oldest first, and the cursor after them. */
export const AdapterEvents = z.object({
  /** Each is read by itself as an `AdapterEvent`: one that is malformed is left out and keeps no other back. */
  events: z.array(z.unknown()).max(1000),
  /** Absent: nothing is new, the cursor stays. */
  next: z
    .union([z.string().min(1).max(1024), z.int().transform(String)], {
      error: "Must be a text of at most 1024 characters or a whole number",
    })
    .nullish(),
});
export type AdapterEvents = z.infer<typeof AdapterEvents>;

/** What stands before the JSON in a line that a program means for its hub. */
export const execLinePrefix = "::opstage ";

/** A line of a program's standard output that is more than log: `::opstage {"type":"progress","percent":40}`. */
export const ExecLine = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    percent: z.number().min(0).max(100).nullish(),
    message: z.string().nullish(),
  }),
  z.object({
    type: z.literal("log"),
    level: z.enum(["debug", "info", "warn", "error"]).default("info"),
    message: z.string(),
  }),
  z.object({ type: z.literal("result"), ...result }),
]);
export type ExecLine = z.infer<typeof ExecLine>;
