import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { languages } from "./define-messages";
import { formatMessage } from "./format-message";
import { catalog, isTextKey } from "./index";

const app = fileURLToPath(new URL("../..", import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "api" ? [] : sources(path);
    return /(?<!\.test)\.tsx?$/.test(name) ? [path] : [];
  });
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)/g)]
    .map((match) => match[1] ?? "")
    .filter((name, at, all) => all.indexOf(name) === at);
}

for (const [namespace, messages] of Object.entries(catalog)) {
  test(`${namespace}: every text stands in every language, and none is empty`, () => {
    const keys = Object.keys(messages["en-US"]).sort();
    for (const language of languages) {
      expect(Object.keys(messages[language]).sort(), language).toEqual(keys);
      for (const [key, text] of Object.entries(messages[language]))
        expect(text, `${language} ${key}`).not.toBe("");
    }
  });

  test(`${namespace}: a translation uses the values of its original, and no other`, () => {
    const chinese = new Map<string, string>(Object.entries(messages["zh-CN"]));
    for (const [key, text] of Object.entries<string>(messages["en-US"]))
      expect(placeholders(chinese.get(key) ?? "").sort(), key).toEqual(placeholders(text).sort());
  });
}

test("every key that the console asks for has a text", () => {
  const missing = sources(app).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/\bt\(\s*"([a-z]\w*\.[\w.]+)"/gi)]
      .map((match) => match[1] ?? "")
      .filter((key) => !isTextKey(key))
      .map((key) => `${path.slice(app.length)}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test("a number picks singular or plural and is grouped as the language does", () => {
  const template = "{count} {count:agent|agents}";
  expect(formatMessage(template, { count: 1 }, "en-US")).toBe("1 agent");
  expect(formatMessage(template, { count: 12_345 }, "en-US")).toBe("12,345 agents");
});

test("a placeholder without a value stays visible", () => {
  expect(formatMessage("Hello {name}", {}, "en-US")).toBe("Hello {name}");
});
