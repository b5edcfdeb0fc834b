import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../types";
import { ChildError } from "../child-error";
import { environmentOf } from "./environment";
import { toArguments } from "./flags";
import { type Line, LineReader } from "./lines";
import { ProgramOutput } from "./output";

describe("a payload as flags", () => {
  const flags = { target: "--target", n: "-n", verbose: "--verbose", tags: "--tag" };

  test("long flags hold their value, true stands alone, false and null are nothing, lists repeat", () => {
    const payload = { target: "--rm", n: -3, verbose: true, tags: ["a b", "c"] };
    expect(toArguments(payload, flags)).toEqual([
      ...["--target=--rm", "-n", "-3", "--verbose", "--tag=a b", "--tag=c"],
    ]);
    expect(toArguments({ verbose: false, target: null }, flags)).toEqual([]);
  });

  test("a field without a flag, a value that would be a flag, and a NUL are refused", () => {
    const refused: JsonObject[] = [{ other: 1 }, { n: "-rf" }, { target: "a\0b" }, { constructor: "x" }];
    for (const payload of refused) {
      expect(() => toArguments(payload, flags)).toThrow(ChildError);
    }
  });

  test("no text becomes more than one argument or an option of another name", () => {
    fc.assert(
      fc.property(fc.string(), (target) => {
        fc.pre(!target.includes("\0"));
        expect(toArguments({ target }, flags)).toEqual([`--target=${target}`]);
      }),
    );
  });
});

describe("lines", () => {
  test("are the same however the bytes are cut, and never longer than the limit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.integer({ min: 1, max: 7 }),
        (texts, size) => {
          const wanted = texts.map((text) => text.replaceAll(/[\r\n]/g, ""));
          const bytes = Buffer.from(wanted.map((text) => `${text}\n`).join(""));
          const lines: Line[] = [];
          const reader = new LineReader(1_000, (line) => lines.push(line));
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          reader.end();
          expect(lines.map((line) => line.text)).toEqual(wanted);
        },
      ),
    );
    const long: Line[] = [];
    const reader = new LineReader(10, (line) => long.push(line));
    for (let n = 0; n < 100; n++) reader.push(Buffer.from("x".repeat(1_000)));
    reader.push(Buffer.from("\nshort"));
    reader.end();
    expect(long).toEqual([
      { text: "x".repeat(10), isCut: true },
      { text: "short", isCut: false },
    ]);
  });
});

describe("what a program says", () => {
  function listen(limitBytes = 1_000) {
    const said: string[] = [];
    const at = (level: string) => (message: string) => void said.push(`${level} ${message}`);
    const log = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
    const call = {
      log,
      progress: (percent?: number, text?: string) => void said.push(`${percent}% ${text}`),
    };
    const output = new ProgramOutput(call, { mask: (text) => text.replace("hush", "***"), limitBytes });
    return { said, output, say: (text: string, isCut = false) => output.take("stdout", { text, isCut }) };
  }

  test("is log, progress or result; colours and secrets are taken out", () => {
    const { said, output, say } = listen();
    say("\u001b[31mred\u001b[0m hush");
    say('::opstage {"type":"progress","percent":12.5}');
    say('::opstage {"type":"log","level":"error","message":"bad hush"}');
    say('::opstage {"type":"result","message":"ok","data":{"a":1}}');
    output.take("stderr", { text: "oh", isCut: false });
    expect(said).toEqual(["info red ***", "12.5% undefined", "error bad ***", "warn oh"]);
    expect(output.result).toMatchObject({ message: "ok", data: { a: 1 } });
  });

  test("a line that is not understood is log; a result that cannot be read is no success", () => {
    const { said, output, say } = listen();
    say('::opstage {"type":"progress","percent":200}');
    say("::opstage nonsense");
    expect(output.result).toBeUndefined();
    expect(said).toHaveLength(2);
    say('::opstage {"type":"result","data":"text"}');
    expect(() => output.result).toThrow(/result line cannot be used/);
  });

  test("any line leaves the hub alive, and at most its limit in the log", () => {
    const json = fc.json().map((text) => `::opstage ${text}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(json, fc.string())), (lines) => {
        const { said, output, say } = listen(100);
        for (const line of lines) say(line);
        output.close();
        expect(said.length).toBeLessThanOrEqual(102);
      }),
    );
  });
});

test("a program's variables are those on the list, then those of the file", () => {
  const rule = { allow: ["A", "B", "NONE"], set: { B: "file" } };
  expect(environmentOf(rule, { A: "1", B: "own", OPSTAGE_REGISTRATION_TOKEN: "x" })).toEqual({
    A: "1",
    B: "file",
  });
  const hub = { HOME: "/root", USER: "root", PATH: "/bin" };
  const asWorker = { uid: 7, gid: 7, variables: { HOME: "/home/worker", USER: "worker" } };
  const all = { allow: ["HOME", "USER", "PATH"], set: {} };
  expect(environmentOf(all, hub, asWorker)).toEqual({ HOME: "/home/worker", USER: "worker", PATH: "/bin" });
  expect(environmentOf(all, hub, { ...asWorker, variables: {} })).toEqual({ PATH: "/bin" });
  expect(environmentOf({ allow: ["PATH"], set: {} }, hub, asWorker)).toEqual({ PATH: "/bin" });
});
