import { describe, expect, it } from "vitest";
import { fileLimit, readFile } from "./file-text";

describe("a file for a field", () => {
  it("is text, base64 or a data URL, as the schema says", async () => {
    const file = new Blob(["a,b\nä"], { type: "text/csv" });
    expect(await readFile(file, { contentMediaType: "text/csv" })).toBe("a,b\nä");
    expect(await readFile(file, { contentEncoding: "base64" })).toBe("YSxiCsOk");
    expect(await readFile(file, { format: "data-url" })).toBe("data:text/csv;base64,YSxiCsOk");
  });

  it("is refused when it is too large for the field", async () => {
    expect(fileLimit({ maxLength: 10 })).toBe(10);
    expect(fileLimit({ maxLength: 100, contentEncoding: "base64" })).toBe(75);
    await expect(readFile(new Blob(["12345"]), { maxLength: 4 })).rejects.toMatchObject({ kind: "tooLarge" });
    await expect(readFile(new Blob(["x".repeat(256 * 1024 + 1)]), {})).rejects.toMatchObject({
      kind: "tooLarge",
    });
  });

  it("is refused when it is no text and text is wanted", async () => {
    const bytes = new Blob([new Uint8Array([0xff, 0xfe, 0x00])]);
    await expect(readFile(bytes, {})).rejects.toMatchObject({ kind: "notText" });
    await expect(readFile(new Blob(["a\0b"]), {})).rejects.toMatchObject({ kind: "notText" });
  });
});
