import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createRegistrationToken, signInOverRest } from "../../../e2e/support/operator";
import { startApi } from "../../../e2e/support/opstage-process";
import { type AgentProcess, startAgentProcess } from "../agents/agent-process";
import { chooseSeed, seededRandom } from "./seeded-random";

const rounds = Number(process.env.OPSTAGE_TEST_ROUNDS ?? 100);
const deaths = ["before the run", "after the run", "in the middle of the journal", "after the journal"];

interface Issued {
  readonly id: string;
  readonly action: string;
  readonly death: string | undefined;
}

it(`an agent killed ${rounds} times, at named moments and at any other: each command ends, none runs twice`, async () => {
  const seed = chooseSeed();
  console.info(`OPSTAGE_TEST_SEED=${seed}`);
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), "opstage-kill-"));
  const opstage = await startApi({
    OPSTAGE_AGENT_HEARTBEAT_INTERVAL_SECONDS: "1",
    OPSTAGE_COMMAND_LEASE_SECONDS: "5",
  });
  let agent: AgentProcess | undefined;
  try {
    const operator = await signInOverRest(opstage);
    const registrationToken = await createRegistrationToken(operator, "mortal");
    agent = await startAgentProcess({ base: opstage.base, registrationToken, folder, code: "mortal" });
    const [service] = await operator.call<{ id: string }[]>("GET", "/api/admin/capsule-services?q=mortal");
    const issued: Issued[] = [];
    const issue = async (action: string, death?: string) => {
      const { id } = await operator.call<{ id: string }>(
        "POST",
        `/api/admin/capsule-services/${service?.id}/actions/${action}`,
        { payload: { death } },
      );
      issued.push({ id, action, death });
    };

    for (let round = 0; round < rounds; round++) {
      const action = random() < 0.7 ? "mark" : "markAgain";
      const death = deaths[Math.floor(random() * (deaths.length + 1))];
      await Promise.all([issue("mark"), issue("markAgain"), issue(action, death)]);
      if (death === undefined) {
        // At any moment: while it fetches, runs, writes or delivers.
        await new Promise((resolve) => setTimeout(resolve, random() * 60));
        await agent.stop("SIGKILL");
      }
      await agent.ended();
      await agent.start();
    }

    type Command = { status: string; errorCode: string | null };
    const read = (id: string) => operator.call<Command>("GET", `/api/admin/commands/${id}`);
    for (const { id } of issued) {
      await expect
        .poll(async () => (await read(id)).status, { timeout: 60_000 })
        .toMatch(/SUCCEEDED|FAILED|EXPIRED/);
    }
    const counts: Record<string, number> = {};
    const marks = await agent.marks();
    for (const { id, action, death } of issued) {
      const { status, errorCode } = await read(id);
      const runs = marks.filter((mark) => mark.startsWith(`${id} `));
      const facts = `${action}, ${death ?? "no named death"}: ${errorCode ?? status} after ${runs.length} runs`;
      counts[facts] = (counts[facts] ?? 0) + 1;
      expect(new Set(runs).size, `${id} ${facts}: a delivery ran twice`).toBe(runs.length);
      if (action === "mark") expect(runs.length, `${id} ${facts}`).toBeLessThanOrEqual(1);
      if (status === "SUCCEEDED") expect(runs.length, `${id} ${facts}`).toBeGreaterThan(0);
      if (action === "mark" && death === "after the journal")
        expect(status, `${id} ${facts}`).toBe("SUCCEEDED");
    }
    console.info(JSON.stringify(counts, null, 2));
  } finally {
    await agent?.stop("SIGKILL");
    await opstage.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});
