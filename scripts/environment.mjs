// The `.env` of a first start: generated secrets, readable by its owner only.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes `.env` from `.env.example` with fresh secrets if there is none. */
export function ensureEnvironment(root) {
  const file = join(root, ".env");
  if (existsSync(file)) return;
  const values = {
    OPSTAGE_SESSION_SECRET: randomBytes(48).toString("base64"),
    OPSTAGE_ADMIN_USERNAME: "admin@example.local",
    OPSTAGE_ADMIN_PASSWORD: randomBytes(12).toString("base64url"),
  };
  const text = readFileSync(join(root, ".env.example"), "utf8").replace(
    /^#?\s*([A-Z_]+)=.*$/gm,
    (line, name) => (name in values ? `${name}=${values[name]}` : line),
  );
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
}

/** What to say about signing in: user and password on the very first start, later only where they are. */
export function signInHint(env) {
  const database = join(env.OPSTAGE_DATA_DIR ?? "data", "opstage.db");
  if (existsSync(database))
    return "Sign in with the user and password in .env (or the ones you changed them to).";
  return `Sign in as ${env.OPSTAGE_ADMIN_USERNAME} with ${env.OPSTAGE_ADMIN_PASSWORD}  (kept in .env; shown once)`;
}
