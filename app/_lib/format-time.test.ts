import { expect, it } from "vitest";
import { clockTime, exactTime, preciseClock } from "./format-time";

it("the hour after midnight is the hour 00, in every language", () => {
  const afterMidnight = new Date(2026, 10, 28, 0, 5).getTime();
  for (const language of ["en-US", "zh-CN"] as const) {
    expect(clockTime(afterMidnight, language)).toBe("00:05");
    expect(exactTime(afterMidnight, language)).toMatch(/\b00:05:00\b/);
    expect(preciseClock(afterMidnight, language)).toBe("00:05:00.000");
  }
});
