// Writes the next migration: `npm run migration:new -- add_labels`. Read it before you commit it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsPath, schemaDiff } from "./schema-diff";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Name the migration in lower case with underscores: npm run migration:new -- add_labels");
  process.exit(1);
}
const script = await schemaDiff(process.cwd());
if (script === "") {
  console.log("The migrations build what the schema says; there is nothing to write.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(process.cwd(), migrationsPath, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), script);
  console.log(`Wrote ${join(folder, "migration.sql")}`);
}
