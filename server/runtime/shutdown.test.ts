import { expect, test } from "vitest";
import { TestClock } from "./clock";
import { createLog } from "./log";
import { createShutdown } from "./shutdown";

function stoppable() {
  const lines: string[] = [];
  const clock = new TestClock();
  const log = createLog({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  return { clock, lines, shutdown: createShutdown({ clock, log, stepTimeoutMs: 1000 }) };
}

test("what was started last stops first, after the signal, and only once", async () => {
  const { shutdown } = stoppable();
  const order: string[] = [];
  shutdown.signal.addEventListener("abort", () => order.push("signal"));
  shutdown.onStop("store", () => void order.push("store"));
  shutdown.onStop("api", async () => void order.push("api"));
  await Promise.all([shutdown.stop("SIGTERM"), shutdown.stop("SIGINT")]);
  expect(order).toEqual(["signal", "api", "store"]);
});

test("a step that fails is logged and holds up nobody", async () => {
  const { shutdown, lines } = stoppable();
  let isClosed = false;
  shutdown.onStop("store", () => {
    isClosed = true;
  });
  shutdown.onStop("api", () => Promise.reject(new Error("socket stuck")));
  await shutdown.stop("SIGTERM");
  expect(isClosed).toBe(true);
  expect(lines.join()).toContain("socket stuck");
});

test("a step that hangs is given up after its time", async () => {
  const { shutdown, lines, clock } = stoppable();
  shutdown.onStop("api", () => new Promise(() => {}));
  const stopped = shutdown.stop("SIGTERM");
  await clock.advance(1000);
  await stopped;
  expect(lines.join()).toContain("took too long");
});
