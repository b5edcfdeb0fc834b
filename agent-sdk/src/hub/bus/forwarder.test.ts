import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BusRateLimitedError } from "../../bus/errors";
import type { BusEventInput } from "../../bus/types";
import { TestSeams, until } from "../../testing/test-seams";
import type { Adapter } from "../adapter";
import { CursorFile } from "./cursor-file";
import { Forwarder } from "./forwarder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opstage-forwarder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = () => undefined;

/** A forwarder between a child that has these pages, by cursor, and an Opstage that first refuses like this. */
async function forwarding(pages: Record<string, readonly string[]>, refusals: BusRateLimitedError[]) {
  const seams = new TestSeams();
  const cursors = new CursorFile(join(folder, "cursors"));
  const asked: (string | undefined)[] = [];
  const published: unknown[] = [];
  const adapter: Adapter = {
    protocol: "http",
    catalogue: async () => ({ manifest: {}, configs: [], actions: [] }),
    health: async () => ({ status: "UP" }),
    execute: async () => undefined,
    close: async () => {},
    async events(cursor) {
      asked.push(cursor);
      const ids = pages[cursor ?? "start"] ?? [];
      const next = ids.length === 0 ? undefined : `after-${ids.at(-1)}`;
      return { events: ids.map((id) => ({ id, eventType: "a.b" })), next };
    },
  };
  const publishEvent = async ({ id }: BusEventInput) => {
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    published.push(id);
    return { eventId: "bev_1", routedCommands: [] };
  };
  const port = { seams, log: nothing, runtime: { publishEvent }, cursors, onNews: nothing };
  const forwarder = new Forwarder("shop", { adapter, everyMs: 2_000 }, port);
  forwarder.start();
  return { seams, asked, published, forwarder, cursors };
}

function limited(retryAfterMs?: number): BusRateLimitedError {
  return new BusRateLimitedError("Too many events.", { url: "", status: 429, retryAfterMs });
}

describe("forwarding that meets a rate limit", () => {
  test.each([
    ["for as long as Opstage asks", 45_000, 45_000],
    ["for ten seconds when it does not say", undefined, 10_000],
    ["for five minutes when it asks for a day", 86_400_000, 300_000],
    ["for its own interval when it asks for less", 500, 2_000],
  ])("waits %s, and then goes on where it was", async (_, retryAfterMs, waitMs) => {
    const pages = { start: ["1", "2"], "after-2": ["3"] };
    const { seams, asked, published, forwarder, cursors } = await forwarding(pages, [limited(retryAfterMs)]);
    await until(() => seams.sleeping(waitMs), "the wait");
    seams.advance(waitMs - 1);
    expect(seams.sleeping(1)).toBe(true);
    expect(published).toEqual([]);
    expect(cursors.get("shop")).toBeUndefined();
    expect(forwarder.problem).toBe("shop: Too many events.");
    seams.advance(1);
    await until(() => {
      seams.advance(0);
      return asked.at(-1) === "after-3";
    }, "the page after the last");
    expect(published).toEqual(["shop:1", "shop:2", "shop:3"]);
    forwarder.stop();
  });
});
