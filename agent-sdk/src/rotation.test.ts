import { readFile, stat } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readCredentials, saveCredentials } from "./credentials";
import { failure } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";

/** The agent has its token; the server now wants another one. */
async function rotating() {
  const bed = await testBed();
  const agent = bed.agent();
  await agent.start();
  await until(() => bed.fake.parkedPolls === 1);
  return { bed, agent, before: bed.fake.agentToken };
}

function askForRotation(bed: Awaited<ReturnType<typeof testBed>>) {
  bed.fake.wantsRotation = true;
  bed.fake.releasePolls();
}

describe("a rotation", () => {
  test("replaces the token in the file and in use, and the old one is needed no more", async () => {
    const { bed, agent, before } = await rotating();
    await using _ = bed;
    askForRotation(bed);
    await until(() => bed.events().includes("token.rotated"), "the rotation");
    expect(bed.fake.agentToken).not.toBe(before);
    expect(await readCredentials(bed.tokenFile)).toEqual({
      agentId: bed.fake.agentId,
      agentToken: bed.fake.agentToken,
    });
    expect((await stat(bed.tokenFile)).mode & 0o777).toBe(0o600);
    await agent.runHealth();
    expect(bed.fake.seen("heartbeat").at(-1)?.token).toBe(bed.fake.agentToken);
    expect(JSON.stringify(bed.log)).not.toContain(bed.fake.agentToken);
  });

  test("has both tokens on disk before the new one is confirmed", async () => {
    const { bed, before } = await rotating();
    await using _ = bed;
    bed.fake.answer("confirmToken", failure(503, "SHUTTING_DOWN", "Going down."));
    askForRotation(bed);
    await until(() => bed.events().includes("token.rotation.failed"));
    const saved = JSON.parse(await readFile(bed.tokenFile, "utf8"));
    expect(saved).toMatchObject({ agentToken: before, candidateToken: bed.fake.candidateToken });
    await until(() => {
      bed.seams.advance(10_000);
      bed.fake.releasePolls();
      return bed.events().includes("token.rotated");
    }, "the second try");
  });

  test("is repeated for each answer that asks, but never twice at once", async () => {
    const { bed } = await rotating();
    await using _ = bed;
    bed.fake.answer("rotateToken", { status: 502, body: "<html>" });
    askForRotation(bed);
    await until(() => bed.events().includes("token.rotation.failed"));
    for (let i = 0; i < 3; i++) {
      const polls = bed.fake.seen("poll").length;
      await until(() => {
        bed.seams.advance(100);
        bed.fake.releasePolls();
        return bed.fake.seen("poll").length > polls;
      }, "another answer that asks");
    }
    expect(bed.fake.seen("rotateToken")).toHaveLength(1);
  });

  test("whose confirmation was answered with silence is settled when the old token is refused", async () => {
    const { bed } = await rotating();
    await using _ = bed;
    askForRotation(bed);
    // The server has confirmed; the agent never hears of it.
    bed.fake.answer("confirmToken", { status: 0, cut: true });
    await until(() => bed.events().includes("token.rotation.failed"));
    const { candidateToken } = bed.fake;
    if (candidateToken === undefined) throw new Error("There is no candidate");
    bed.fake.agentToken = candidateToken;
    bed.fake.wantsRotation = false;
    const before = bed.fake.seen("heartbeat").length;
    await until(() => {
      bed.seams.advance(60_000);
      return bed.fake
        .seen("heartbeat")
        .slice(before)
        .some(({ token }) => token === candidateToken);
    }, "the new token to be used");
    expect(await readCredentials(bed.tokenFile)).toMatchObject({ agentToken: candidateToken });
  });
});

describe("a crash in the middle of a rotation", () => {
  /** What the file holds and which tokens the server takes, at each moment at which the process can die. */
  const moments = [
    { name: "before the new token was saved", file: ["old"], active: "old", candidate: "new", wins: "old" },
    {
      name: "before the new token was confirmed",
      file: ["old", "new"],
      active: "old",
      candidate: "new",
      wins: "new",
    },
    {
      name: "after the confirmation, before the old token was forgotten",
      file: ["old", "new"],
      active: "new",
      candidate: undefined,
      wins: "new",
    },
    {
      name: "after the server has given another candidate",
      file: ["old", "new"],
      active: "old",
      candidate: "newer",
      wins: "old",
    },
    { name: "after everything", file: ["new"], active: "new", candidate: undefined, wins: "new" },
  ];

  test.each(moments)("$name strands nobody: the next start finds the token that counts", async (moment) => {
    await using bed = await testBed();
    const tokenOf = (name: string | undefined) => name && `opstage_agent_${name}`;
    const [first = "", second] = moment.file;
    await saveCredentials(
      bed.tokenFile,
      {
        agentId: bed.fake.agentId,
        agentToken: `opstage_agent_${first}`,
        candidateToken: tokenOf(second),
      },
      0,
    );
    bed.fake.agentToken = `opstage_agent_${moment.active}`;
    bed.fake.candidateToken = tokenOf(moment.candidate);
    const agent = bed.agent({ registrationToken: undefined, autoStartLoops: false });
    await agent.start();
    expect(bed.fake.agentToken).toBe(`opstage_agent_${moment.wins}`);
    expect(bed.fake.seen("heartbeat").at(-1)?.token).toBe(`opstage_agent_${moment.wins}`);
    expect(await readCredentials(bed.tokenFile)).toEqual({
      agentId: bed.fake.agentId,
      agentToken: `opstage_agent_${moment.wins}`,
    });
  });
});
