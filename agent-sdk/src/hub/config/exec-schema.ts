import { ActionName, DangerLevel, JsonObject } from "@opstage/contracts";
import { checkSchema } from "@opstage/contracts/json-schema";
import { z } from "zod";
import { checkLocal, HttpUrl } from "./http-schema";

const text = (max: number) => z.string().min(1).max(max);
const noNul = "Must not hold a NUL character";
const Argument = z.string().refine((value) => !value.includes("\0"), noNul);

/** A program and its arguments, each by itself: no shell reads them. */
const Command = z
  .array(Argument, { error: "Must be a list: the program, then each argument. No shell reads it" })
  .min(1, "Must name a program")
  .refine(([program]) => program !== "", "Must name a program");

const VariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "Must be the name of a variable");

const Environment = z.strictObject({
  /** Taken from the hub's own environment; nothing else is. */
  allow: z.array(VariableName).default(["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR"]),
  set: z.record(VariableName, Argument).default({}),
});

const userOrGroup = z.union([z.int().min(0), text(64)], { error: "Must be a name or a number" });

/** Exactly one way to tell how the program is. */
const Health = z
  .strictObject({
    command: Command.optional(),
    http: HttpUrl.optional(),
    tcp: z
      .string()
      .regex(/^\[?[^\s/]+\]?:\d{1,5}$/, "Must be host:port")
      .refine((value) => Number(value.split(":").at(-1)) <= 65_535, "Must end in a port up to 65535")
      .optional(),
    file: text(4096).optional(),
    /** With `file`: how old it may be. */
    maxAgeSeconds: z.number().positive().optional(),
    /** With `command`: exit statuses that mean DEGRADED. Default: none, every status but 0 is DOWN. */
    degradedStatuses: z.array(z.int().min(1).max(255)).default([]),
    allowRemote: z.boolean().default(false),
    timeoutSeconds: z.number().positive().max(60).default(5),
  })
  .superRefine((health, context) => {
    const ways = [health.command, health.http, health.tcp, health.file].filter((way) => way !== undefined);
    if (ways.length !== 1) {
      context.addIssue({ code: "custom", message: "Needs exactly one of command, http, tcp, file" });
    }
    if (health.file !== undefined && health.maxAgeSeconds === undefined) {
      context.addIssue({ code: "custom", path: ["maxAgeSeconds"], message: "Is required beside file" });
    }
    for (const [key, url] of [
      ["http", health.http],
      ["tcp", health.tcp && `http://${health.tcp}`],
    ] as const) {
      const message = url && checkLocal(url, health.allowRemote);
      if (message) context.addIssue({ code: "custom", path: [key], message });
    }
  });
export type ExecHealth = z.infer<typeof Health>;

/** A configuration value that operators see: a variable of the program, a file, or a text. */
const Config = z
  .strictObject({
    key: text(200),
    label: text(200).optional(),
    type: text(80).default("string"),
    env: VariableName.optional(),
    file: text(4096).optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    sensitive: z.boolean().default(false),
    secretRef: text(1000).optional(),
  })
  .superRefine((config, context) => {
    const sources = [config.env, config.file, config.value].filter((source) => source !== undefined);
    if (sources.length > 1) {
      context.addIssue({ code: "custom", message: "Takes at most one of env, file, value" });
    }
  });
export type ExecConfig = z.infer<typeof Config>;

const Schema = JsonObject.superRefine((schema, context) => {
  for (const { path, message } of checkSchema(schema).slice(0, 5)) {
    context.addIssue({ code: "custom", message: `Cannot be used${path && ` at ${path}`}: ${message}` });
  }
});

const Action = z.strictObject({
  name: ActionName,
  label: text(200).optional(),
  description: text(2000).optional(),
  dangerLevel: DangerLevel.default("LOW"),
  requiresConfirmation: z.boolean().default(false),
  category: text(80).optional(),
  order: z.int().optional(),
  inputSchema: Schema.optional(),
  outputSchema: Schema.optional(),
  timeoutSeconds: z.int().min(1).max(604_800).default(300),
  idempotent: z.boolean().default(false),
  ephemeralFields: z.array(text(200)).max(50).default([]),
  command: Command,
  /** Payload field → flag. With it the payload arrives as arguments, without it as JSON on standard input. */
  flags: z
    .record(z.string(), z.string().regex(/^--?[A-Za-z0-9][\w.-]*$/, "Must be a flag such as --name or -n"))
    .optional(),
  /** Between the request to end (SIGTERM) and the end (SIGKILL). */
  graceSeconds: z.number().min(0).max(60).default(3),
  /** More output than this is counted and dropped. */
  outputLimitBytes: z.int().min(0).max(16_777_216).default(1_048_576),
});
export type ExecAction = z.infer<typeof Action>;

function unique(key: "name" | "key") {
  return (items: readonly { name?: string; key?: string }[], context: z.core.$RefinementCtx) => {
    items.forEach((item, index) => {
      if (items.findIndex((other) => other[key] === item[key]) === index) return;
      context.addIssue({ code: "custom", path: [index, key], message: `"${item[key]}" is there twice` });
    });
  };
}

/** A program that the hub runs when an action or the health asks for it. */
export const ExecService = z.strictObject({
  /** Where its programs start. Relative paths begin at the folder of the file. */
  directory: text(4096).default("."),
  environment: Environment.prefault({}),
  runAs: z.strictObject({ user: userOrGroup, group: userOrGroup.optional() }).optional(),
  health: Health.optional(),
  configs: z.array(Config).max(1000).superRefine(unique("key")).default([]),
  actions: z.array(Action).max(500).superRefine(unique("name")).default([]),
});
export type ExecService = z.infer<typeof ExecService>;
