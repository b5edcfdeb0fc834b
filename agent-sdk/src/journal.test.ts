import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Journal } from "./journal";
import type { ResultBody } from "./result-body";
import { seal, sealKeyOf, unseal } from "./seal";

const token = "opstage_agent_one";
const times = { startedAt: "2030-01-01T00:00:00.000Z", finishedAt: "2030-01-01T00:00:01.000Z" };
const secret: ResultBody = { success: true, data: { generatedKey: "k-very-secret" }, ...times };

let folder: string;
let file: string;
let warnings: string[];
const opened: Journal[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-journal-"));
  file = join(folder, "data", "agent-token.txt.journal");
  warnings = [];
});
afterEach(async () => {
  for (const journal of opened.splice(0)) journal.close();
  await rm(folder, { recursive: true, force: true });
});

function open(tokens: readonly string[] = [token], limitBytes?: number) {
  const journal = new Journal({
    file,
    limitBytes,
    log: (_level, event, message) => void warnings.push(`${event} ${message}`),
  });
  opened.push(journal);
  return { journal, ...journal.open(tokens) };
}

describe("the journal", () => {
  test("gives a later process the results that were never acknowledged, and only those", async () => {
    const { journal } = open();
    for (const id of ["cmd_1", "cmd_2", "cmd_3"] as const) journal.accepted(id, 1);
    journal.finished("cmd_1", 1, secret);
    journal.finished("cmd_2", 1, { success: false, message: "no", ...times });
    journal.settled("cmd_2");
    // No close: the process is gone in the middle of its work.
    const later = open();
    expect(later.results).toEqual([{ id: "cmd_1", attempt: 1, result: secret }]);
    expect([...later.accepted.keys()].sort()).toEqual(["cmd_1", "cmd_2", "cmd_3"]);
    later.journal.settled("cmd_1");
    expect(open().results).toEqual([]);
  });

  test("is its owner's alone and holds no result in plain text", async () => {
    const { journal } = open();
    journal.finished("cmd_1", 1, secret);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, "utf8");
    expect(text).toContain("cmd_1");
    expect(text).not.toContain("secret");
    expect(text).not.toContain(Buffer.from("k-very-secret").toString("base64").slice(0, 12));
  });

  test("survives being cut off at any byte: what was whole is there, what was not is as if never written", async () => {
    const { journal } = open();
    journal.accepted("cmd_1", 1);
    journal.finished("cmd_1", 1, secret);
    const whole = await readFile(file);
    const firstLine = whole.indexOf("\n") + 1;
    const cuts = Array.from({ length: whole.length / 7 }, (_, index) => index * 7);
    for (const bytes of [...cuts, whole.length - 1, whole.length]) {
      await writeFile(file, whole);
      await truncate(file, bytes);
      const { results, accepted } = open();
      expect(results.length).toBe(bytes === whole.length ? 1 : 0);
      expect(accepted.size).toBe(bytes >= firstLine ? 1 : 0);
    }
  });

  test("goes on after a line that a crash has cut off, and loses nothing that follows", async () => {
    open().journal.accepted("cmd_1", 1);
    await appendFile(file, '{"id":"cmd_2","atte');
    const { journal } = open();
    journal.finished("cmd_3", 1, secret);
    const { results, accepted } = open();
    expect(results.map(({ id }) => id)).toEqual(["cmd_3"]);
    expect(accepted.has("cmd_1")).toBe(true);
  });

  test("opens results with the token before or after a rotation, whichever has sealed them", () => {
    const { journal } = open();
    journal.finished("cmd_1", 1, secret);
    expect(open([token, "opstage_agent_two"]).results).toHaveLength(1);
    const { journal: rotated } = open();
    rotated.useToken("opstage_agent_two");
    rotated.finished("cmd_2", 1, secret);
    const { results } = open(["opstage_agent_two"]);
    expect(results.map(({ id }) => id).sort()).toEqual(["cmd_1", "cmd_2"]);
  });

  test("says once that a result cannot be opened any more, and does not bring it up again", () => {
    open().journal.finished("cmd_1", 1, secret);
    expect(open(["opstage_agent_stranger"]).results).toEqual([]);
    expect(warnings.join()).toContain("cannot be opened");
    warnings = [];
    expect(open(["opstage_agent_stranger"]).accepted.get("cmd_1")).toBe(1);
    expect(warnings).toEqual([]);
  });

  test("stays small: what is acknowledged is forgotten, but for the last thousand", async () => {
    const { journal } = open();
    for (let i = 0; i < 20_000; i++) {
      journal.accepted(`cmd_${i}`, 1);
      journal.settled(`cmd_${i}`);
    }
    expect((await stat(file)).size).toBeLessThan(600_000);
    const { accepted } = open();
    expect(accepted.size).toBe(1_000);
    expect(accepted.has("cmd_19999")).toBe(true);
    expect((await stat(file)).size).toBeLessThan(100_000);
  });

  test("keeps no more than its limit; beyond it the end of a command without its data", () => {
    const { journal } = open([token], 4_000);
    const big = { success: true, data: { text: "x".repeat(2_000) }, ...times };
    for (const id of ["cmd_1", "cmd_2", "cmd_3"] as const) journal.finished(id, 1, big);
    const kept = open().results.map(({ result }) => result);
    expect(kept[0]).toEqual(big);
    expect(kept[2]).toMatchObject({ success: true, message: expect.stringContaining("too large to keep") });
    expect(kept[2]?.data).toBeUndefined();
  });

  test("that cannot be written says so once and stops nobody", async () => {
    await writeFile(join(folder, "data"), "a file where the folder should be");
    const { journal } = open();
    journal.accepted("cmd_1", 1);
    journal.finished("cmd_1", 1, secret);
    journal.settled("cmd_1");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^journal\.failed .*may be lost/);
  });
});

test("what is sealed opens under its own key and for its own command only", () => {
  const sealed = seal(sealKeyOf(token), "text", "cmd_1 1");
  expect(unseal(sealKeyOf(token), sealed, "cmd_1 1")).toBe("text");
  expect(unseal(sealKeyOf(token), sealed, "cmd_1 2")).toBeUndefined();
  expect(unseal(sealKeyOf("opstage_agent_two"), sealed, "cmd_1 1")).toBeUndefined();
  expect(unseal(sealKeyOf(token), "AAAA", "cmd_1 1")).toBeUndefined();
});
