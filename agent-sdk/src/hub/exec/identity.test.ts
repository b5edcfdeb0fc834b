import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemSeams } from "../../clock";
import { type Identity, resolveIdentity } from "./identity";
import { ProcessGroups } from "./process-groups";
import { runProgram } from "./run-program";

const own = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
const isRoot = own.uid === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "opstage-identity-"));
  writeFileSync(join(folder, "secret"), "of the owner", { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function say(script: string, identity: Identity | undefined): Promise<string[]> {
  const lines: string[] = [];
  const port = { seams: systemSeams, groups: new ProcessGroups(systemSeams) };
  await runProgram(
    {
      command: ["sh", "-c", script],
      directory: "/",
      environment: { PATH: process.env.PATH ?? "" },
      identity,
      signal: new AbortController().signal,
      graceMs: 100,
      lineLimit: 1_000,
      onLine: (_, { text }) => lines.push(text),
    },
    port,
  );
  return lines;
}

describe("runAs", () => {
  test("takes names and numbers, and the user's own group where none is named", () => {
    const user = execFileSync("id", ["-un"], { encoding: "utf8" }).trim();
    const group = execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();
    const [, , , , , home] = execFileSync("getent", ["passwd", user], { encoding: "utf8" }).split(":");
    const expected = { ...own, variables: { USER: user, HOME: home } };
    expect(resolveIdentity({ user })).toEqual(expected);
    expect(resolveIdentity({ user: own.uid })).toEqual(expected);
    expect(resolveIdentity({ user, group })).toEqual(expected);
    expect(resolveIdentity({ user: own.uid, group: own.gid })).toEqual(expected);
  });

  test("a user or group that does not exist is told by its name", () => {
    expect(() => resolveIdentity({ user: "no-such-user" })).toThrow('There is no user "no-such-user"');
    expect(() => resolveIdentity({ user: own.uid, group: "no-such-group" })).toThrow(
      'There is no group "no-such-group"',
    );
  });

  test.skipIf(isRoot)("another user is refused to a hub that is not root (skipped as root: it may)", () => {
    expect(() => resolveIdentity({ user: own.uid + 1, group: own.gid })).toThrow("may not become");
  });

  test.skipIf(!isRoot)(
    "a program runs as that user and group, in none of the hub's groups and without its files (skipped unless root: only root may become another)",
    async () => {
      const nobody = resolveIdentity({ user: "nobody" });
      expect(nobody.uid).toBeGreaterThan(0);
      const [uid, gid, groups, file] = await say(
        `id -u; id -g; id -G; cat '${join(folder, "secret")}' 2>&1`,
        nobody,
      );
      expect({ uid, gid, groups }).toEqual({
        uid: String(nobody.uid),
        gid: String(nobody.gid),
        groups: String(nobody.gid),
      });
      expect(file).toContain("Permission denied");
      expect(await say("id -u", undefined)).toEqual(["0"]);
    },
  );
});
