import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder that holds `prisma/migrations`: the working directory, or one above the program that was started. Module
 * addresses are no help here, since bundlers rewrite them.
 */
export function projectRoot(): string {
  const candidates = [process.cwd()];
  for (let folder = dirname(process.argv[1] ?? process.cwd()); ; folder = dirname(folder)) {
    candidates.push(folder);
    if (folder === dirname(folder)) break;
  }
  const root = candidates.find((folder) => existsSync(join(folder, "prisma", "migrations")));
  if (root === undefined) {
    throw new Error("prisma/migrations was not found. Start Opstage from its own folder.");
  }
  return root;
}

/** The project's own migrations. */
export function defaultMigrationsPath(): string {
  return join(projectRoot(), "prisma", "migrations");
}
