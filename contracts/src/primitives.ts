import { z } from "zod";

/** Prefixes of ids; one a table, so that a log line says what an id means. */
export const idPrefixes = [
  "wks",
  "usr",
  "ses",
  "tok",
  "agt",
  "ins",
  "svc",
  "hlr",
  "cfg",
  "cch",
  "act",
  "cmd",
  "crs",
  "clg",
  "aud",
  "set",
  "bev",
  "brt",
  "bat",
  "btt",
  "bdl",
] as const;
export type IdPrefix = (typeof idPrefixes)[number];

/** An id is `<prefix>_<ULID>`; older ones may carry another random part of at least 96 bits. */
export type Id<P extends IdPrefix> = `${P}_${string}`;

const idBody = /^[0-9A-Za-z_-]{1,64}$/;

/** The schema of ids with this prefix. */
export function idOf<const P extends IdPrefix>(prefix: P) {
  return z.templateLiteral([`${prefix}_`, z.string().regex(idBody)]);
}

export const WorkspaceId = idOf("wks");
export const UserId = idOf("usr");
export const SessionId = idOf("ses");
export const TokenId = idOf("tok");
export const AgentId = idOf("agt");
export const InstanceId = idOf("ins");
export const ServiceId = idOf("svc");
export const ActionId = idOf("act");
export const CommandId = idOf("cmd");
export const BatchId = idOf("bat");
export const AuditEventId = idOf("aud");
export type UserId = Id<"usr">;
export type SessionId = Id<"ses">;
export type TokenId = Id<"tok">;
export type AgentId = Id<"agt">;
export type InstanceId = Id<"ins">;
export type ServiceId = Id<"svc">;
export type CommandId = Id<"cmd">;
export type BatchId = Id<"bat">;
export type AuditEventId = Id<"aud">;

/** An instant on the wire: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** An instant as callers may write it: ISO 8601 with any zone and precision, or a date. Parsed to an `Instant`. */
export const AnyInstant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: "Must be an ISO 8601 date-time" })
  .transform((text): Instant => new Date(text).toISOString());

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** How deep JSON of others may be nested; deeper values could exhaust the stack of whoever walks them. */
export const jsonDepthMax = 64;

/** True for JSON of at most `jsonDepthMax` levels. Walks without recursion, so that no depth can harm it. */
export function isJsonValue(value: unknown): value is JsonValue {
  const rest: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.value === null || typeof next.value === "string" || typeof next.value === "boolean") continue;
    if (typeof next.value === "number" && Number.isFinite(next.value)) continue;
    if (typeof next.value !== "object" || next.depth >= jsonDepthMax) return false;
    for (const inner of Object.values(next.value)) rest.push({ value: inner, depth: next.depth + 1 });
  }
  return true;
}

const jsonError = `Must be JSON of at most ${jsonDepthMax} levels`;

export const JsonValue = z.custom<JsonValue>(isJsonValue, jsonError).meta({ description: "Any JSON value" });
export const JsonObject = z
  .custom<JsonObject>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value) && isJsonValue(value),
    `Must be an object; ${jsonError.toLowerCase()}`,
  )
  .meta({ type: "object", additionalProperties: true });

export const Role = z.enum(["owner", "operator", "viewer"]);
export type Role = z.infer<typeof Role>;

/** Roles from the least to the most allowed. */
export const roleRank: Record<Role, number> = { viewer: 0, operator: 1, owner: 2 };
