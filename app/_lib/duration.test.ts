import { expect, test } from "vitest";
import { exactDuration, relativeText, shortDuration } from "./duration";
import { type Text, textOf } from "./i18n";

const t: Text = (key, params) => textOf("en-US", key, params);
const chinese: Text = (key, params) => textOf("zh-CN", key, params);

test("an age is told in its largest unit", () => {
  expect(shortDuration(59_999, t)).toBe("59 s");
  expect(shortDuration(4 * 60_000, t)).toBe("4 min");
  expect(shortDuration(47 * 3_600_000, t)).toBe("47 h");
  expect(shortDuration(72 * 3_600_000, t)).toBe("3 days");
});

test("a measured time is told exactly enough to compare", () => {
  expect(exactDuration(320.4, t)).toBe("320 ms");
  expect(exactDuration(4_260, t)).toBe("4.2 s");
  expect(exactDuration(200_000, t)).toBe("3 min 20 s");
});

test("past, future and now read as people say them, in both languages", () => {
  expect(relativeText(0, 2_000, t)).toBe("just now");
  expect(relativeText(0, 240_000, t)).toBe("4 min ago");
  expect(relativeText(240_000, 0, t)).toBe("in 4 min");
  expect(relativeText(0, 240_000, chinese)).toBe("4 分钟前");
});
