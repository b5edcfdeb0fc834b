import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Credentials, readCredentials, requireWritable, saveCredentials } from "./credentials";
import { TokenFileError } from "./errors";

const credentials: Credentials = { agentId: "agt_1", agentToken: "opstage_agent_abc" };
const folder = () => mkdtemp(join(tmpdir(), "opstage-token-"));

test("[seed 81] the token file is written for its owner alone, also over a file that others could read", async () => {
  const file = join(await folder(), "deep", "er", "agent-token.txt");
  await saveCredentials(file, credentials, 0);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await chmod(file, 0o644);
  await saveCredentials(file, credentials, 0);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("the token file holds agent id, token and time as JSON, and nothing else lies beside it", async () => {
  const home = await folder();
  const file = join(home, "agent-token.txt");
  await saveCredentials(file, credentials, Date.parse("2030-01-02T03:04:05.678Z"));
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
    ...credentials,
    savedAt: "2030-01-02T03:04:05.678Z",
  });
  expect(await readCredentials(file)).toEqual(credentials);
  expect(await readdir(home)).toEqual(["agent-token.txt"]);
});

test("no token file is no error", async () => {
  expect(await readCredentials(join(await folder(), "none.txt"))).toBeNull();
});

test.each(["", "not json", "[]", '{"agentId":"agt_1"}', '{"agentId":"x","agentToken":"opstage_agent_a"}'])(
  "[seed 83] a corrupt token file (%j) says that deleting it and registering again helps",
  async (content) => {
    const file = join(await folder(), "agent-token.txt");
    await writeFile(file, content);
    await expect(readCredentials(file)).rejects.toThrow(TokenFileError);
    await expect(readCredentials(file)).rejects.toThrow(/corrupt\. Delete it and register again/);
  },
);

test("[seed 81] a token file that cannot be read says what to check", async () => {
  const file = join(await folder(), "agent-token.txt");
  await mkdir(file);
  await expect(readCredentials(file)).rejects.toThrow(/cannot be read .*chmod 600/s);
});

test("a folder that cannot be written is found before a registration token is spent", async () => {
  const home = await folder();
  await writeFile(join(home, "file"), "");
  await expect(requireWritable(join(home, "file", "agent-token.txt"))).rejects.toThrow(/cannot be written/);
  await requireWritable(join(home, "agent-token.txt"));
  expect(await readdir(home)).toEqual(["file"]);
});
