import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { mountPages, type PageRenderer } from "./console-pages";
import { builtPagePolicy } from "./content-security-policy";

const inline = 'self.__next_f.push([1,"shell"])';
const hash = `'sha256-${createHash("sha256").update(inline).digest("base64")}'`;
const script = "console.log('a chunk of the console');".repeat(50);

let folder: string;
let deps: TestDeps;
let app: FastifyInstance;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-build-"));
  mkdirSync(join(folder, "static", "chunks"), { recursive: true });
  writeFileSync(join(folder, "static", "chunks", "a.js"), script);
  writeFileSync(join(folder, "static", "chunks", "a.js.br"), brotliCompressSync(script));
  writeFileSync(join(folder, "static", "chunks", "b.css"), "body{}");
  writeFileSync(join(folder, "secret.txt"), "not yours");
  mkdirSync(join(folder, "server", "app"), { recursive: true });
  writeFileSync(
    join(folder, "server", "app", "agents.html"),
    `<html><script src="/a.js"></script><script>${inline}</script></html>`,
  );
  writeFileSync(join(folder, "server", "app", "_not-found.html"), "<html></html>");
  deps = await createTestDeps();
  app = await withPages(async (_request, response) => {
    response.setHeader("Cache-Control", "s-maxage=31536000");
    response.end("a page");
  });
});
afterEach(async () => {
  await app.close();
  await deps.remove();
  await rm(folder, { recursive: true, force: true });
});

async function withPages(render: PageRenderer): Promise<FastifyInstance> {
  const made = Fastify();
  const pages = { render, policy: builtPagePolicy(folder), staticDir: folder };
  await made.register((scope) => mountPages(scope, deps, pages));
  return made;
}

describe("the assets of a build", () => {
  it("are served compressed and for ever", async () => {
    const reply = await app.inject({
      url: "/_next/static/chunks/a.js",
      headers: { "accept-encoding": "gzip, br" },
    });
    expect(reply.headers).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      vary: "accept-encoding",
    });
    expect(brotliDecompressSync(reply.rawPayload).toString()).toBe(script);
  });

  it.each(["identity", "br;q=0", ""])("are served as they are to who accepts %j", async (accepted) => {
    const reply = await app.inject({
      url: "/_next/static/chunks/a.js",
      headers: { "accept-encoding": accepted },
    });
    expect(reply.headers["content-encoding"]).toBeUndefined();
    expect(reply.body).toBe(script);
  });

  it.each([
    "/_next/static/chunks/gone.js",
    "/_next/static/chunks",
    "/_next/static/",
    "/_next/static//etc/passwd",
  ])("that do not exist are 404, never a page: %s", async (url) => {
    const reply = await app.inject({ url });
    expect([reply.statusCode, reply.body.includes("a page")]).toEqual([404, false]);
  });

  it.each(["/_next/static/../secret.txt", "/_next/static/..%2fsecret.txt", "/_next/static/..%5csecret.txt"])(
    "lead nowhere out of their folder: %s",
    async (url) => {
      expect((await app.inject({ url })).body).not.toContain("not yours");
    },
  );
});

describe("a page", () => {
  const scripts = (policy: unknown) => /script-src ([^;]*)/.exec(String(policy))?.[1] ?? "";

  it("that was built ahead may run its own inline scripts by their hashes, and nothing else", async () => {
    const reply = await app.inject({ url: "/agents" });
    const allowed = scripts(reply.headers["content-security-policy"]);
    expect(allowed).toContain(hash);
    expect(allowed).not.toContain("unsafe");
    expect(reply.headers["x-frame-options"]).toBe("DENY");
  });

  it("that is made on request gets a nonce of its own, and callers cannot choose it", async () => {
    let told: string | undefined;
    const made = await withPages(async (request, response) => {
      told = String(request.headers["content-security-policy"]);
      response.end("a page");
    });
    const headers = { "content-security-policy": "script-src 'nonce-forged'" };
    const first = await made.inject({ url: "/agents/agt_1", headers });
    expect(told).not.toContain("forged");
    const nonce = /'nonce-([^']+)'/.exec(told ?? "")?.[1] ?? "none";
    expect(scripts(first.headers["content-security-policy"])).toContain(nonce);
    const second = await made.inject({ url: "/agents/agt_1" });
    expect(scripts(second.headers["content-security-policy"])).not.toContain(nonce);
    await made.close();
  });

  it("is asked for again each time, by browsers alone", async () => {
    expect((await app.inject({ url: "/agents" })).headers["cache-control"]).toBe("private, no-cache");
  });

  it.each(["/api", "/api/none", "/%61pi/none"])("never answers for the API: %s", async (url) => {
    const reply = await app.inject({ url });
    expect([reply.statusCode, reply.body.includes("a page")]).toEqual([404, false]);
  });
});
