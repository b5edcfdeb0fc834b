import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { ChildError } from "../child-error";
import { HttpService } from "../config/http-schema";
import { HttpAdapter } from "./adapter";

const undos: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo();
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undos.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port");
  return `http://127.0.0.1:${address.port}`;
}

/** The hub's side of a service that answers like this. */
async function adapterFor(answer: RequestListener | Server, timeoutSeconds = 10): Promise<HttpAdapter> {
  const url = await listen(typeof answer === "function" ? createServer(answer) : answer);
  const adapter = new HttpAdapter(
    HttpService.parse({ url, timeoutSeconds, replyLimitBytes: 2_000, events: true }),
  );
  undos.push(() => adapter.close());
  return adapter;
}

function call() {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return { commandId: "cmd_1", attempt: 1, signal: AbortSignal.timeout(5_000), log, progress() {} } as const;
}

/** What every call to the service comes to: a code, or "ok". */
async function outcomes(adapter: HttpAdapter): Promise<string[]> {
  const calls = [
    () => adapter.catalogue(),
    () => adapter.health(),
    () => adapter.prepare("a", call()),
    () => adapter.execute("a", {}, call()),
    () => adapter.events(undefined, 10),
  ];
  const codes: string[] = [];
  for (const one of calls) {
    try {
      await one();
      codes.push("ok");
    } catch (error) {
      expect(error).toBeInstanceOf(ChildError);
      codes.push(error instanceof ChildError ? error.code : "");
    }
  }
  return codes;
}

const json = { "content-type": "application/json" };
const all = (code: string) => Array.from({ length: 5 }, () => code);

describe("a service that does not keep to HTTP", () => {
  test("a body without end is cut at the limit, and the connection is closed", async () => {
    let closed = 0;
    const adapter = await adapterFor((_, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write("[".repeat(100_000)), 1);
      response.once("close", () => {
        clearInterval(timer);
        closed++;
      });
    });
    expect(await outcomes(adapter)).toEqual(all("CHILD_REPLY_TOO_LARGE"));
    await expect.poll(() => closed).toBeGreaterThanOrEqual(5);
  });

  test("a body that drips for ever ends the calls that read in time", async () => {
    const adapter = await adapterFor((_, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    }, 0.3);
    const late = { code: "CHILD_TIMEOUT" };
    await expect(adapter.catalogue()).rejects.toMatchObject(late);
    await expect(adapter.health()).rejects.toMatchObject(late);
    await expect(adapter.events(undefined, 10)).rejects.toMatchObject(late);
  });

  test.each<[string, RequestListener, string]>([
    [
      "the content type of JSON on something packed",
      (_, response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync("{}")),
      "CHILD_REPLY_INVALID",
    ],
    [
      "the content type of JSON on a page",
      (_, response) => response.writeHead(200, json).end("<html>{}</html>"),
      "CHILD_REPLY_INVALID",
    ],
    [
      "the content type of a page on JSON",
      (_, response) => response.writeHead(200, { "content-type": "text/html" }).end('{"status":"UP"}'),
      "CHILD_REPLY_INVALID",
    ],
    [
      "a content type that only begins like JSON's",
      (_, response) => response.writeHead(200, { "content-type": "application/jsonp" }).end("{}"),
      "CHILD_REPLY_INVALID",
    ],
    [
      "a length that is longer than the body",
      (_, response) => {
        response.writeHead(200, { ...json, "content-length": "1000" });
        response.write("{}", () => response.destroy());
      },
      "CHILD_UNREACHABLE",
    ],
    [
      "JSON that is no object and no list",
      (_, response) => response.writeHead(200, json).end("7"),
      "CHILD_REPLY_INVALID",
    ],
    ["no body", (_, response) => response.writeHead(200, json).end(), "CHILD_REPLY_INVALID"],
  ])("%s is an error with a code, not a success", async (_, answer, code) => {
    expect(await outcomes(await adapterFor(answer))).toEqual(all(code));
  });

  test("any bytes in place of an answer are an error with a code", async () => {
    let bytes: Uint8Array = new Uint8Array();
    const adapter = await adapterFor(
      createTcpServer((socket) => socket.once("data", () => socket.end(bytes))),
    );
    const heads = fc.constantFrom(
      "",
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n",
    );
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        bytes = Buffer.concat([Buffer.from(head), rest]);
        await expect(adapter.health()).rejects.toBeInstanceOf(ChildError);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a page of events", () => {
  const asked: (string | null)[] = [];
  const answering = (page: string) =>
    adapterFor((request, response) => {
      asked.push(new URL(request.url ?? "", "http://x").searchParams.get("cursor"));
      response.writeHead(200, json).end(page);
    });

  test.each([
    ["a cursor of more than 1024 characters", `{"events":[],"next":"${"x".repeat(1_025)}"}`],
    ["a cursor beyond all numbers", '{"events":[],"next":1e999}'],
    ["a cursor that numbers cannot hold exactly", '{"events":[],"next":9007199254740993}'],
    ["a cursor that is an object", '{"events":[],"next":{"a":1}}'],
    ["an empty cursor", '{"events":[],"next":""}'],
    ["more events than a page may have", `{"events":[${Array.from({ length: 1_001 }, () => 1).join()}]}`],
  ])("%s is refused", async (_, page) => {
    const adapter = await answering(page);
    await expect(adapter.events(undefined, 10)).rejects.toMatchObject({
      code: expect.stringMatching(/^CHILD_REPLY_(INVALID|TOO_LARGE)$/),
    });
  });

  test("a cursor comes back to its service as it was, whatever is in it", async () => {
    const adapter = await answering('{"events":[]}');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), async (cursor) => {
        await adapter.events(cursor, 10);
        expect(asked.at(-1)).toBe(cursor);
      }),
      { numRuns: 60 },
    );
    const hostile = "&=?#%/\u0000 +x".repeat(80);
    await adapter.events(hostile, 10);
    expect(asked.at(-1)).toBe(hostile);
  });
});
