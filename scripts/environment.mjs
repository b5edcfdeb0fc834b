// The `.env` of a first start: generated secrets, readable by its owner only.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes `.env` from `.env.example` with fresh secrets if there is none.
 * @returns the first sign-in when the file was just made, else undefined.
 */
export function ensureEnvironment(root) {
  const file = join(root, ".env");
  if (existsSync(file)) return undefined;
  const username = "admin@example.local";
  const password = randomBytes(12).toString("base64url");
  const values = {
    OPSTAGE_SESSION_SECRET: randomBytes(48).toString("base64"),
    OPSTAGE_ADMIN_USERNAME: username,
    OPSTAGE_ADMIN_PASSWORD: password,
  };
  const text = readFileSync(join(root, ".env.example"), "utf8").replace(
    /^#?\s*([A-Z_]+)=.*$/gm,
    (line, name) => (name in values ? `${name}=${values[name]}` : line),
  );
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  return { username, password };
}
