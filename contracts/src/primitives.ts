import { z } from "zod";

/** Prefixes of ids; one a table, so that a log line says what an id means. */
export const idPrefixes = [
  "wks", "usr", "ses", "tok", "agt", "ins", "svc", "hlr", "cfg", "cch", "act",
  "cmd", "crs", "clg", "aud", "set", "bev", "brt",
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
export const AuditEventId = idOf("aud");
export type UserId = Id<"usr">;
export type SessionId = Id<"ses">;
export type TokenId = Id<"tok">;
export type AgentId = Id<"agt">;
export type InstanceId = Id<"ins">;
export type ServiceId = Id<"svc">;
export type CommandId = Id<"cmd">;
export type AuditEventId = Id<"aud">;

/** An instant on the wire: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };
export const JsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

export const Role = z.enum(["owner", "operator", "viewer"]);
export type Role = z.infer<typeof Role>;

/** Roles from the least to the most allowed. */
export const roleRank: Record<Role, number> = { viewer: 0, operator: 1, owner: 2 };

const integer = z.coerce.number().int();

/** Paging as every list takes it: integers are clamped into range, anything else is refused. */
export const PageQuery = z.object({
  page: integer.transform((n) => Math.max(1, n)).default(1),
  pageSize: integer.transform((n) => Math.min(100, Math.max(1, n))).default(20),
  /** Where to go on when pages lie beyond the countable ones; from `nextCursor`. */
  cursor: z.string().max(400).optional(),
});
