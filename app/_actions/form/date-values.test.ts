import { compileSchema } from "@opstage/contracts/json-schema";
import { describe, expect, it } from "vitest";
import { readDate, writeDate } from "./date-values";

const moment = new Date(2026, 1, 3, 4, 5, 6, 789);

describe("dates in a form", () => {
  it.each(["date", "time", "date-time"])(
    "are written as the schema's %s wants them, and read back",
    (format) => {
      const written = writeDate(format, moment);
      expect(compileSchema({ format }).issues(written)).toEqual([]);
      const again = readDate(format, written);
      expect(again && writeDate(format, again)).toBe(written);
    },
  );

  it("are the day on the viewer's calendar", () => {
    expect(writeDate("date", moment)).toBe("2026-02-03");
    expect(readDate("date", "2026-02-03")?.getHours()).toBe(0);
  });

  it("are nothing where the text is none", () => {
    expect(readDate("date", "soon")).toBeUndefined();
    expect(readDate("date-time", undefined)).toBeUndefined();
    expect(readDate("time", 5)).toBeUndefined();
  });
});
