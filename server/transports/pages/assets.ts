import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { appError } from "@opstage/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** One built file and its compressed twins. */
interface Asset {
  readonly contentType: string;
  /** By content coding; `identity` is the file itself. */
  readonly files: Partial<Record<Coding, string>>;
}

type Coding = "br" | "gzip" | "identity";

const codingOfSuffix: Readonly<Record<string, Coding>> = { ".br": "br", ".gz": "gzip" };

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Built names change with their content, so a browser never has to ask again. */
const immutable = "public, max-age=31536000, immutable";

/**
 * Serves the files of a build below `/_next/static/`: compressed when they were built, immutable, from a list made at
 * start. What is not in the list does not exist, so no path can lead out of the folder.
 */
export function serveAssets(app: FastifyInstance, staticDir: string): void {
  const assets = listAssets(join(staticDir, "static"));
  const contents = new Map<string, Promise<Buffer>>();

  function read(file: string): Promise<Buffer> {
    const known = contents.get(file);
    if (known) return known;
    const content = readFile(file);
    contents.set(file, content);
    return content;
  }

  app.route<{ Params: { "*": string } }>({
    method: "GET",
    url: "/_next/static/*",
    exposeHeadRoute: true,
    async handler(request, reply) {
      const asset = assets.get(request.params["*"]);
      // After an upgrade an old page asks for what is gone: a plain 404 tells it to reload, a page would break it.
      if (asset === undefined) throw appError("NOT_FOUND");
      const coding = bestCoding(asset, request);
      const file = asset.files[coding] ?? asset.files.identity;
      if (file === undefined) throw appError("NOT_FOUND");
      if (coding !== "identity") reply.header("content-encoding", coding);
      return asFile(reply, asset).send(await read(file));
    },
  });
}

function asFile(reply: FastifyReply, asset: Asset): FastifyReply {
  return reply
    .header("content-type", asset.contentType)
    .header("cache-control", immutable)
    .header("vary", "accept-encoding")
    .header("x-content-type-options", "nosniff");
}

function bestCoding({ files }: Asset, request: FastifyRequest): Coding {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const takes = (coding: Coding) =>
    new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0+)?\\s*(?:,|$))`).test(accepted);
  if (files.br !== undefined && takes("br")) return "br";
  return files.gzip !== undefined && takes("gzip") ? "gzip" : "identity";
}

/** Every file below a folder by its path from there; a compressed twin belongs to its original. */
function listAssets(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const path of filesBelow(folder)) {
    const coding = codingOfSuffix[extname(path)] ?? "identity";
    const name = coding === "identity" ? path : path.slice(0, -extname(path).length);
    const contentType = contentTypes[extname(name)] ?? "application/octet-stream";
    const files = { ...assets.get(name)?.files, [coding]: join(folder, path) };
    assets.set(name, { contentType, files });
  }
  return assets;
}

function filesBelow(folder: string, prefix = ""): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    return entry.isDirectory() ? filesBelow(join(folder, entry.name), `${path}/`) : [path];
  });
}
