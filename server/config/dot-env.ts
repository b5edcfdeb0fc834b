import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadEnvFile } from "node:process";

/** Adds the variables of `<dir>/.env` to the process when there is such a file. Variables already set win. */
export function loadDotEnv(dir: string): void {
  const file = resolve(dir, ".env");
  if (existsSync(file)) loadEnvFile(file);
}
