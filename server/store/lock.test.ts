import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DatabaseInUseError, lockDatabase } from "./lock";
import { tempFolder } from "./temp-database";

let folder: ReturnType<typeof tempFolder>;
let path: string;

beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, "opstage.db");
});
afterEach(() => folder.remove());

test("a second server of the same database is refused and told which process has it", () => {
  const lock = lockDatabase(path);
  expect(() => lockDatabase(path)).toThrow(DatabaseInUseError);
  expect(() => lockDatabase(path)).toThrow(`process ${process.pid}`);
  lock.release();
  lockDatabase(path).release();
});

test("the lock of a process that was killed is free at once", async () => {
  const script = `
    const db = new (require("better-sqlite3"))(process.argv[1]);
    db.exec("BEGIN EXCLUSIVE");
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["-e", script, `${path}.lock`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(() => lockDatabase(path)).toThrow(DatabaseInUseError);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  lockDatabase(path).release();
});
