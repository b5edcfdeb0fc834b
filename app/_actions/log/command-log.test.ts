import type { CommandLogLine } from "@opstage/contracts";
import { describe, expect, it } from "vitest";
import { appendLog, emptyLog, logText, visibleLines } from "./command-log";

const line = (seq: number, level: CommandLogLine["level"] = "info"): CommandLogLine => ({
  seq,
  at: "2026-01-02T03:04:05.000Z",
  level,
  line: `line ${seq}`,
});

describe("a command's log", () => {
  it("grows by what came later, and a repeated answer changes nothing", () => {
    const first = appendLog(emptyLog, { lines: [line(1), line(2)], lastSeq: 2, droppedLines: 0 });
    const again = appendLog(first, { lines: [line(1), line(2)], lastSeq: 2, droppedLines: 0 });
    expect(again).toBe(first);
    const more = appendLog(first, { lines: [line(2), line(3)], lastSeq: 3, droppedLines: 0 });
    expect(more.lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(more.lastSeq).toBe(3);
  });

  it("shows lines of a level and above", () => {
    const levels = ["debug", "info", "warn", "error"] as const;
    const log = { lines: levels.map((level, index) => line(index + 1, level)), lastSeq: 4, droppedLines: 0 };
    expect(visibleLines(log, "debug")).toHaveLength(4);
    expect(visibleLines(log, "warn").map(({ level }) => level)).toEqual(["warn", "error"]);
  });

  it("shows the newest lines where there are very many", () => {
    const lines = Array.from({ length: 6_000 }, (_, index) => line(index + 1));
    const shown = visibleLines({ lines, lastSeq: 6_000, droppedLines: 0 }, "info");
    expect(shown).toHaveLength(5_000);
    expect(shown.at(-1)?.seq).toBe(6_000);
  });

  it("is text with time and level when it is taken away", () => {
    expect(logText([line(1, "warn")])).toBe("2026-01-02T03:04:05.000Z WARN  line 1\n");
  });
});
