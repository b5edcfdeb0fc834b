import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";

let folder: string;
let opstage: OpstageProcess | undefined;
let unmount = () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "opstage-fault-"));
});
afterEach(async () => {
  await opstage?.dispose();
  opstage = undefined;
  unmount();
  unmount = () => {};
  rmSync(folder, { recursive: true, force: true });
});

const run = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

async function start(): Promise<{ server: OpstageProcess; operator: OperatorSession }> {
  opstage = await startApi({ OPSTAGE_DATA_DIR: folder });
  return { server: opstage, operator: await signInOverRest(opstage) };
}

async function health(server: OpstageProcess): Promise<{ status: number; says: string; database: string }> {
  const reply = await fetch(`${server.base}/api/system/health`);
  const { data } = await reply.json();
  return { status: reply.status, says: data.status, database: data.database.status };
}

const up = { status: 200, says: "UP", database: "UP" };
const down = { status: 503, says: "DOWN", database: "DOWN" };

/** The name of the token that was made, or what the server answered instead. */
async function createToken(operator: OperatorSession, name: string): Promise<string> {
  const created = operator.call<{ name: string }>("POST", "/api/admin/registration-tokens", { name });
  return created.then(
    (token) => token.name,
    (error: unknown) => String(error),
  );
}

const refused = /503 .*"DATABASE_UNAVAILABLE"/;

/** Exactly the tokens that were acknowledged are there, and the file is sound. */
async function expectStored(operator: OperatorSession, names: readonly string[]): Promise<void> {
  const stored = await operator.call<{ name: string }[]>(
    "GET",
    "/api/admin/registration-tokens?pageSize=100",
  );
  expect(stored.map(({ name }) => name).sort()).toEqual([...names].sort());
  const database = new Database(join(folder, "opstage.db"), { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
}

/** Takes every byte that is left. */
function fillDisk(file: string): void {
  const target = openSync(file, "w");
  for (const size of [1 << 20, 1 << 12]) {
    const piece = Buffer.alloc(size);
    try {
      for (;;) writeSync(target, piece);
    } catch {
      // Full for pieces of this size.
    }
  }
  closeSync(target);
}

/** The kernel's own answer to an error of the file system mounted here: from now on nothing is written. */
function reportBrokenDisk(mounted: string): void {
  const { stdout } = spawnSync("findmnt", ["-no", "SOURCE", mounted], { encoding: "utf8" });
  const [, device] = /^\/dev\/(loop\d+)$/.exec(stdout.trim()) ?? [];
  expect(device, "the image's own device").toBeDefined();
  writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, "a broken disk");
}

it("a full disk refuses writes with DATABASE_UNAVAILABLE, is DOWN, and needs no restart to recover", async (test) => {
  if (!run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder))
    return test.skip("No small file system can be mounted here.");
  const mounted = folder;
  unmount = () => void run("umount", mounted);
  const { server, operator } = await start();
  const stored = [await createToken(operator, "before")];
  const filler = join(folder, "filler");
  fillDisk(filler);

  let answer = "";
  for (let n = 0; n < 2000 && !refused.test(answer); n++) {
    answer = await createToken(operator, `full ${n}`);
    if (!refused.test(answer)) stored.push(answer);
  }
  expect(answer).toMatch(refused);
  expect(await health(server)).toEqual(down);

  rmSync(filler);
  await expect.poll(() => health(server)).toEqual(up);
  for (const name of ["after", "after that"]) stored.push(await createToken(operator, name));
  expect(stored.slice(-2)).toEqual(["after", "after that"]);
  const all = await operator.call<{ name: string }[]>(
    "GET",
    "/api/admin/registration-tokens?pageSize=100&sort=-createdAt",
  );
  expect(all.slice(0, 2).map(({ name }) => name)).toEqual(["after that", "after"]);
  const database = new Database(join(folder, "opstage.db"), { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  const names = database.prepare(`SELECT "name" FROM "RegistrationToken"`).pluck().all();
  database.close();
  expect(names.sort()).toEqual(stored.sort());
});

it("a file that takes no byte more answers the same, and recovers when it does again", async (test) => {
  const { server, operator } = await start();
  const pid = String(JSON.parse(readFileSync(join(folder, "opstage.db.lock.json"), "utf8")).pid);
  const stored = [await createToken(operator, "before")];
  if (!run("prlimit", "--pid", pid, "--fsize=0:unlimited"))
    return test.skip("The size of files cannot be limited here.");
  expect(await createToken(operator, "refused")).toMatch(refused);
  expect(await health(server)).toEqual(down);
  expect(run("prlimit", "--pid", pid, "--fsize=unlimited")).toBe(true);
  await expect.poll(() => health(server)).toEqual(up);
  stored.push(await createToken(operator, "after"));
  await expectStored(operator, stored);
});

it("a database that may only be read answers the same, still shows what it holds, and recovers when it may be written", async (test) => {
  const { server, operator } = await start();
  const stored = [await createToken(operator, "before")];
  // Not even the owner, nor who has the file open already, can write to what is immutable.
  const files = ["opstage.db", "opstage.db-wal"].map((name) => join(folder, name));
  unmount = () => void run("chattr", "-i", ...files);
  if (!run("chattr", "+i", ...files)) return test.skip("No file can be made immutable here.");
  expect(await createToken(operator, "refused")).toMatch(refused);
  expect(await health(server)).toEqual(down);
  expect(await operator.call("GET", "/api/admin/registration-tokens")).toMatchObject([{ name: "before" }]);
  unmount();
  await expect.poll(() => health(server)).toEqual(up);
  stored.push(await createToken(operator, "after"));
  await expectStored(operator, stored);
});

it("a file system that the kernel has made read-only loses nothing that was acknowledged before", async (test) => {
  const image = `${folder}.img`;
  unmount = () => {
    run("umount", folder);
    rmSync(image, { force: true });
  };
  const made =
    run("truncate", "-s", "64m", image) &&
    run("mkfs.ext4", "-q", image) &&
    run("mount", "-o", "loop,errors=remount-ro", image, folder);
  if (!made) return test.skip("No ext4 image can be mounted here.");
  const { server, operator } = await start();
  const stored = [await createToken(operator, "before"), await createToken(operator, "before that")];
  reportBrokenDisk(folder);
  expect(await createToken(operator, "refused")).toMatch(refused);
  expect(await health(server)).toEqual(down);
  await server.stop();

  // What an operator does: end what uses it, check the disk, mount it again.
  expect(run("umount", folder)).toBe(true);
  run("fsck.ext4", "-fy", image);
  expect(run("mount", "-o", "loop,errors=remount-ro", image, folder)).toBe(true);
  await server.start();
  stored.push(await createToken(await signInOverRest(server), "after"));
  await expectStored(await signInOverRest(server), stored);
});

it("a data folder that is mounted read-only refuses the start and says so", async (test) => {
  const { server } = await start();
  await server.stop();
  unmount = () => void run("umount", folder);
  if (!run("mount", "--bind", folder, folder)) return test.skip("Nothing can be mounted here.");
  if (!run("mount", "-o", "remount,ro,bind", folder))
    return test.skip("Nothing can be mounted read-only here.");
  await expect(server.start()).rejects.toThrow(/cannot be written|read-only/i);
});

it("a lock that another program holds is waited for, then refused, and blocks nobody who only reads", async () => {
  const { server, operator } = await start();
  const other = new Database(join(folder, "opstage.db"), { timeout: 5000 });
  other.exec("BEGIN IMMEDIATE");
  const waiting = createToken(operator, "refused");
  // Answered while the write above waits.
  await expect.poll(() => health(server)).toEqual(down);
  await expectStored(operator, []);
  expect(await waiting).toMatch(refused);

  const patient = createToken(operator, "patient");
  await expect.poll(() => health(server)).toEqual(down);
  other.exec("ROLLBACK");
  other.close();
  expect(await patient).toBe("patient");
  expect(await health(server)).toEqual(up);
  await expectStored(operator, ["patient"]);
});
