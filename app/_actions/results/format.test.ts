import { describe, expect, it } from "vitest";
import { bytesText, labelOfKey, toInstant } from "./format";

describe("formats of results", () => {
  it("show sizes in the largest unit that fits", () => {
    expect(bytesText(0, "en-US")).toBe("0 B");
    expect(bytesText(1536, "en-US")).toBe("1.5 KiB");
    expect(bytesText(300 * 1024 * 1024, "en-US")).toBe("300 MiB");
  });

  it("read instants as ISO text, milliseconds or seconds", () => {
    expect(toInstant("2026-01-02T03:04:05Z")).toBe("2026-01-02T03:04:05.000Z");
    expect(toInstant(1_767_323_045_000)).toBe("2026-01-02T03:04:05.000Z");
    expect(toInstant(1_767_323_045)).toBe("2026-01-02T03:04:05.000Z");
    expect(toInstant("soon")).toBeUndefined();
    expect(toInstant(true)).toBeUndefined();
  });

  it("make headings from keys", () => {
    expect(labelOfKey("lastUsedAt")).toBe("Last used at");
    expect(labelOfKey("quota.left")).toBe("Quota left");
    expect(labelOfKey("TTL")).toBe("TTL");
  });
});
