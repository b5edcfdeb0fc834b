// Writes the proofs into docs/seeds.md: every test whose title carries `[seed NN]`. With --check it only compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/seeds.md");

function testFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "dist"].includes(entry.name) || entry.name.startsWith(".")) return [];
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return /\.(test\.tsx?|e2e\.ts)$/.test(entry.name) ? [path] : [];
  });
}

/** Statement number → its tests, as `file: title`. */
function proofs() {
  const found = new Map();
  for (const file of ["contracts", "server", "agent-sdk", "app", "prisma", "scripts", "e2e"].flatMap(
    testFiles,
  )) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, , title] of text.matchAll(/(["'`])((?:\[seed \d+\]\s*)+(?:(?!\1).)+)\1/g)) {
      const words = title.replaceAll(/\[seed \d+\]\s*/g, "").replaceAll("|", "\\|");
      for (const [, number] of title.matchAll(/\[seed (\d+)\]/g)) {
        const tests = found.get(Number(number)) ?? [];
        found.set(Number(number), [...tests, `\`${file}\`: ${words}`]);
      }
    }
  }
  return found;
}

const marked = proofs();
const missing = [];
const before = readFileSync(page, "utf8");
const after = before.replaceAll(/^\| (\d+) \| (.*?) \| (.*) ?\|$/gm, (line, number, statement, proof) => {
  const tests = marked.get(Number(number));
  if (tests !== undefined) return `| ${number} | ${statement} | ${tests.join("<br>")} |`;
  if (/^(Not executable|Later): /.test(proof)) return line;
  missing.push(number);
  return `| ${number} | ${statement} | |`;
});

if (missing.length > 0) console.error(`Statements without a test: ${missing.join(", ")}.`);
if (process.argv.includes("--check")) {
  if (after !== before) console.error("docs/seeds.md does not match the tests: run `npm run docs:seeds`.");
  process.exit(missing.length === 0 && after === before ? 0 : 1);
}
writeFileSync(page, after);
