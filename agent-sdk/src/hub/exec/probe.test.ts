import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { systemSeams } from "../../clock";
import type { ExecHealth } from "../config/exec-schema";
import { probeFile, probeHttp, probeTcp } from "./probe";

const undos: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undos.splice(0)) await undo();
});

const rules: ExecHealth = { degradedStatuses: [], allowRemote: false, timeoutSeconds: 5 };

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("No port");
  undos.push(() => new Promise((resolve) => server.close(resolve)));
  return address.port;
}

/** A port on which nobody listens any more. */
async function deadPort(): Promise<number> {
  const port = await listen(createTcpServer());
  await undos.pop()?.();
  return port;
}

async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  undos.push(() => server.closeAllConnections());
  const port = await listen(server);
  return `http://127.0.0.1:${port}/health`;
}

describe("health by an HTTP probe", () => {
  test.each([
    [200, "UP"],
    [204, "UP"],
    [302, "UP"],
    [399, "UP"],
    [400, "DOWN"],
    [404, "DOWN"],
    [503, "DOWN"],
  ])("a status of %i is %s, and the message names it", async (status, expected) => {
    const url = await answering((_, response) => response.writeHead(status).end());
    expect(await probeHttp(url, rules)).toEqual({ status: expected, message: `${url} answered ${status}` });
  });

  test("a body without end is not waited for: the status says it all", async () => {
    const url = await answering((_, response) => void response.writeHead(200).write("data: tick\n\n"));
    expect(await probeHttp(url, rules)).toMatchObject({ status: "UP" });
  });

  test("nobody there, and no answer in time, are failures with their reason", async () => {
    const port = await deadPort();
    await expect(probeHttp(`http://127.0.0.1:${port}/`, rules)).rejects.toMatchObject({
      code: "CHILD_UNREACHABLE",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    const url = await answering(() => undefined);
    await expect(probeHttp(url, { ...rules, timeoutSeconds: 0.2 })).rejects.toMatchObject({
      code: "CHILD_TIMEOUT",
      message: `${url} did not answer within 0.2 s`,
    });
  });

  test("a public address is not asked unless the file allows it", async () => {
    await expect(probeHttp("http://192.0.2.1/", { ...rules, timeoutSeconds: 0.2 })).rejects.toMatchObject({
      code: "CHILD_UNREACHABLE",
    });
  });
});

describe("health by a TCP connect", () => {
  test("a port that accepts is UP, on IPv4 and by name", async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()));
    for (const host of ["127.0.0.1", "localhost"]) {
      const address = `${host}:${port}`;
      expect(await probeTcp(address, rules)).toEqual({
        status: "UP",
        message: `${address} accepts connections`,
      });
    }
  });

  test("a port that refuses is a failure with its reason", async () => {
    const address = `127.0.0.1:${await deadPort()}`;
    await expect(probeTcp(address, rules)).rejects.toMatchObject({
      code: "CHILD_UNREACHABLE",
      message: expect.stringContaining(`${address} accepts no connection: connect ECONNREFUSED`),
    });
  });

  test("a public address is not connected to unless the file allows it", async () => {
    await expect(probeTcp("192.0.2.1:80", rules)).rejects.toMatchObject({
      message: "192.0.2.1 is no loopback or private address",
    });
  });

  test("a connect that hangs ends in time", async () => {
    const hanging = { ...rules, allowRemote: true, timeoutSeconds: 0.1 };
    // An address for documentation: packets to it go nowhere, or are refused at once where the machine has no route.
    await expect(probeTcp("192.0.2.1:80", hanging)).rejects.toMatchObject({
      code: expect.stringMatching(/^CHILD_(TIMEOUT|UNREACHABLE)$/),
    });
  });
});

describe("health by a file's age", () => {
  function fileOfAge(seconds: number) {
    const directory = mkdtempSync(join(tmpdir(), "opstage-probe-"));
    undos.push(() => rmSync(directory, { recursive: true }));
    const now = Date.parse("2030-01-01T00:00:00Z");
    writeFileSync(join(directory, "beat"), "");
    utimesSync(join(directory, "beat"), now / 1_000 - seconds, now / 1_000 - seconds);
    return { directory, maxAgeSeconds: 60, seams: { ...systemSeams, now: () => now } };
  }

  test.each([
    [0, "UP"],
    [60, "UP"],
    [61, "DOWN"],
    // Written by a clock that goes ahead.
    [-30, "UP"],
  ])("written %i s ago with 60 allowed is %s", async (age, expected) => {
    const ageSeconds = Math.max(0, age);
    expect(await probeFile("beat", fileOfAge(age))).toMatchObject({
      status: expected,
      message: expect.stringContaining(`beat was written ${ageSeconds} s ago`),
      details: { ageSeconds },
    });
  });

  test("one that is not there is DOWN with the reason", async () => {
    expect(await probeFile("none", fileOfAge(0))).toMatchObject({
      status: "DOWN",
      message: expect.stringContaining("none cannot be found: ENOENT"),
    });
  });
});
