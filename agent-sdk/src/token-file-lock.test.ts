import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { markTokenFile } from "./token-file-lock";

async function tokenFile() {
  return join(await mkdtemp(join(tmpdir(), "opstage-lock-")), "agent-token.txt");
}

async function rewrite(file: string, change: object): Promise<void> {
  const held = JSON.parse(await readFile(`${file}.lock`, "utf8"));
  await writeFile(`${file}.lock`, JSON.stringify({ ...held, ...change }));
}

test("a second holder in a living process is noticed; after a release nobody is", async () => {
  const file = await tokenFile();
  const first = await markTokenFile(file, "ins_1");
  expect(first.otherPid).toBeUndefined();
  const second = await markTokenFile(file, "ins_2");
  expect(second.otherPid).toBe(process.pid);
  await first.release();
  expect(await readdir(join(file, ".."))).toEqual(["agent-token.txt.lock"]);
  await second.release();
  expect(await readdir(join(file, ".."))).toEqual([]);
});

test("another process that lives is noticed, one that is gone is not", async () => {
  const file = await tokenFile();
  await markTokenFile(file, "ins_1");
  await rewrite(file, { pid: process.ppid });
  expect((await markTokenFile(file, "ins_2")).otherPid).toBe(process.ppid);
  await rewrite(file, { pid: 2 ** 22 + 1 });
  expect((await markTokenFile(file, "ins_3")).otherPid).toBeUndefined();
});

test("the same process id after a restart, as in a container, is no second instance", async () => {
  const file = await tokenFile();
  await markTokenFile(file, "ins_1");
  await rewrite(file, { processStartedAt: 1 });
  expect((await markTokenFile(file, "ins_2")).otherPid).toBeUndefined();
});

test("a mark of another machine or a broken one says nothing", async () => {
  const file = await tokenFile();
  await markTokenFile(file, "ins_1");
  await rewrite(file, { host: "elsewhere" });
  expect((await markTokenFile(file, "ins_2")).otherPid).toBeUndefined();
  await writeFile(`${file}.lock`, "{");
  expect((await markTokenFile(file, "ins_3")).otherPid).toBeUndefined();
});
