import { z } from "zod";
import { logLevels } from "../runtime/log";
import { StartRefusedError } from "../runtime/start-refused";

/** Seconds, counts and sizes above zero. */
const positive = z.coerce.number().int().positive();
/** Where zero means "never" or "none". */
const zeroOrMore = z.coerce.number().int().nonnegative();
const flag = z.string().transform((text) => ["1", "true", "yes", "on"].includes(text.trim().toLowerCase()));
const path = z.string();

const isSqliteUrl = (url: string) =>
  url === ":memory:" || url.startsWith("file:") || !/^[a-z][a-z0-9+.-]+:/i.test(url);

/** Every variable the server reads; `.env.example` explains them. */
const Env = z.object({
  OPSTAGE_SESSION_SECRET: z
    .string({ error: "OPSTAGE_SESSION_SECRET is required (>=32 chars)" })
    .min(32, "OPSTAGE_SESSION_SECRET must be at least 32 chars"),
  OPSTAGE_ADMIN_USERNAME: z.string().optional(),
  OPSTAGE_ADMIN_PASSWORD: z.string().min(12, "OPSTAGE_ADMIN_PASSWORD must be at least 12 chars").optional(),

  OPSTAGE_HOST: z.string().default("0.0.0.0"),
  OPSTAGE_PORT: positive.max(65_535).default(8080),
  OPSTAGE_PUBLIC_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPSTAGE_TRUSTED_PROXIES: zeroOrMore.default(0),

  OPSTAGE_DATA_DIR: path.default("./data"),
  DATABASE_URL: z.string().refine(isSqliteUrl, "must be file:<path>, a path or :memory:").optional(),
  OPSTAGE_BACKUP_DIR: path.optional(),
  OPSTAGE_STATIC_DIR: path.default(".next"),
  OPSTAGE_DURABILITY: z.enum(["full", "normal"]).default("full"),

  OPSTAGE_SESSION_TTL_SECONDS: positive.default(28_800),
  OPSTAGE_SESSION_MAX_SECONDS: positive.optional(),

  OPSTAGE_AGENT_HEARTBEAT_INTERVAL_SECONDS: positive.default(30),
  OPSTAGE_AGENT_COMMAND_POLL_INTERVAL_SECONDS: positive.default(5),
  OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS: positive.default(90),
  OPSTAGE_SERVICE_STALE_THRESHOLD_SECONDS: positive.default(120),
  OPSTAGE_AGENT_TOKEN_MAX_AGE_DAYS: zeroOrMore.default(0),

  OPSTAGE_COMMAND_TTL_SECONDS: positive.default(3600),
  OPSTAGE_COMMAND_LEASE_SECONDS: positive.default(60),
  OPSTAGE_COMMAND_MAX_ATTEMPTS: positive.default(3),
  OPSTAGE_COMMAND_RESULT_MAX_BYTES: positive.default(1_000_000),

  OPSTAGE_MAINTENANCE_INTERVAL_SECONDS: zeroOrMore.default(60),
  OPSTAGE_AUDIT_RETENTION_DAYS: zeroOrMore.default(90),
  OPSTAGE_COMMAND_RETENTION_DAYS: zeroOrMore.default(90),
  OPSTAGE_HEALTH_RETENTION_DAYS: zeroOrMore.default(30),
  OPSTAGE_CONFIG_CHANGE_RETENTION_DAYS: zeroOrMore.default(180),
  OPSTAGE_TOKEN_RETENTION_DAYS: zeroOrMore.default(30),
  OPSTAGE_BUS_RETENTION_DAYS: zeroOrMore.default(30),
  OPSTAGE_BACKUP_KEEP: zeroOrMore.default(10),

  OPSTAGE_CAPSULE_BUS_ENABLED: flag.default(false),
  OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: positive.default(60),
  OPSTAGE_CAPSULE_BUS_MAX_DEPTH: positive.default(1),

  OPSTAGE_LOG_LEVEL: z.enum(logLevels).optional(),
  OPSTAGE_VERSION: z.string().optional(),
  OPSTAGE_COMMIT: z.string().optional(),
  OPSTAGE_BUILD_TIME: z.string().optional(),
  OPSTAGE_HEALTHCHECK_HOST: z.string().default("127.0.0.1"),
  NODE_ENV: z.string().optional(),
});

/** The environment after parsing: numbers are numbers, defaults are filled in. */
export type Env = z.infer<typeof Env>;

/** The names of all variables, in the order in which `.env.example` lists them. */
export const envNames: readonly string[] = Object.keys(Env.shape);

/** The environment cannot be used. Its message names every field and what is wrong with it (seed 004). */
export class InvalidEnvironmentError extends StartRefusedError {
  constructor(readonly fields: Readonly<Record<string, readonly string[]>>) {
    super(`Invalid environment: ${JSON.stringify(fields)}`);
  }
}

/**
 * Parses the environment. The only place that reads `process.env`. A blank variable counts as unset, as
 * compose files and `.env` files leave them.
 * @throws InvalidEnvironmentError with all problems at once
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = Env.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new InvalidEnvironmentError(messagesByField(parsed.error));
  const { OPSTAGE_SESSION_TTL_SECONDS: ttl, OPSTAGE_SESSION_MAX_SECONDS: max } = parsed.data;
  if (max !== undefined && max < ttl) {
    const message = "OPSTAGE_SESSION_MAX_SECONDS must not be below OPSTAGE_SESSION_TTL_SECONDS";
    throw new InvalidEnvironmentError({ OPSTAGE_SESSION_MAX_SECONDS: [message] });
  }
  return parsed.data;
}

function messagesByField(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = issue.path.join(".");
    fields[field] = [...(fields[field] ?? []), issue.message];
  }
  return fields;
}
