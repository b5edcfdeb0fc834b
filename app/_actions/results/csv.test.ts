import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

describe("a list as CSV", () => {
  it("quotes what needs it and follows dot paths", () => {
    expect(
      toCsv(
        [
          { key: "name", label: "Name" },
          { key: "quota.left", label: "Left, today" },
        ],
        [{ name: 'say "hi"', quota: { left: 3 } }, { name: null }],
      ),
    ).toBe('Name,"Left, today"\r\n"say ""hi""",3\r\n,');
  });

  it("does not let a cell become a formula", () => {
    expect(toCsv([{ key: "v", label: "V" }], [{ v: "=HYPERLINK(1)" }, { v: -5 }])).toBe(
      "V\r\n'=HYPERLINK(1)\r\n-5",
    );
  });
});
