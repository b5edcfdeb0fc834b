// Compresses the console's built assets once, so that the server only has to send them.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const folder = join(fileURLToPath(new URL("..", import.meta.url)), ".next", "static");
const compressible = new Set([".js", ".css", ".json", ".map", ".svg", ".txt"]);
const smallest = 1024;
const twins = [
  {
    suffix: ".br",
    compress: (content) =>
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  },
  { suffix: ".gz", compress: (content) => promisify(gzip)(content, { level: 9 }) },
];

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}

/** Writes `file.br` and `file.gz` where they pay; names change with content, so what exists stays right. */
async function compressFile(file, existing) {
  for (const { suffix, compress } of twins) {
    if (existing.has(file + suffix)) continue;
    const content = readFileSync(file);
    const compressed = await compress(content);
    if (compressed.length < content.length * 0.95) writeFileSync(file + suffix, compressed);
  }
}

const files = filesBelow(folder);
const existing = new Set(files);
const waiting = files.filter((file) => compressible.has(extname(file)) && statSync(file).size >= smallest);
// As many at a time as Node's thread pool takes.
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop())
      await compressFile(file, existing);
  }),
);
