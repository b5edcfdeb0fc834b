import { setImmediate as nextTurn } from "node:timers/promises";
import { PollQuery } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, Transaction } from "../../store/store";
import { agentContext, userContext } from "../../testing/actors";
import { auditMetadata, auditRows, codeOf, type GivenAgent, givenAgent } from "../../testing/builders";
import { poll } from "../../testing/commands";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { pollCommands } from "../commands/poll";
import type { AgentContext } from "../context";
import { authenticateAgent } from "./authenticate";
import { confirmToken } from "./confirm-token";
import { disableAgent } from "./disable";
import { getAgent } from "./get";
import { heartbeat } from "./heartbeat";
import { requestRotation } from "./request-rotation";
import { rotateToken } from "./rotate-token";

let deps: TestDeps;
let agent: GivenAgent;
beforeEach(async () => {
  deps = await createTestDeps({ env: { OPSTAGE_AGENT_TOKEN_MAX_AGE_DAYS: "30" } });
  agent = await givenAgent(deps);
});
afterEach(() => deps.remove());

/** The agent as the server knows it by this token; fails as a request would. */
async function calling(token: string): Promise<AgentContext> {
  const actor = await authenticateAgent(deps, { agentId: agent.agentId, token });
  return { ...agentContext(deps, agent), actor };
}

/** The same store on a disk that takes its time: what is committed is seen by everybody, and acknowledged to nobody. */
function heldDisk(store: Store): { readonly store: Store; take(): void } {
  let take: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => {
    take = resolve;
  });
  return {
    store: {
      ...store,
      async transaction<T>(job: (tx: Transaction) => Promise<T>): Promise<T> {
        const result = await store.transaction(job);
        await taken;
        return result;
      },
    },
    take,
  };
}

const works = async (token: string) => (await codeOf(calling(token))) === "it succeeded";

describe("a rotation of an agent's token", () => {
  it("is asked for by an operator's click, in the heartbeat and the poll, until it is done", async () => {
    const operator = await userContext(deps, "operator");
    const caller = await calling(agent.token);
    expect(await heartbeat(caller, {})).not.toHaveProperty("rotateToken");
    expect(await requestRotation(operator, agent)).toMatchObject({
      rotationRequestedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(await heartbeat(await calling(agent.token), {})).toMatchObject({ rotateToken: true });
    const { agentToken } = await rotateToken(await calling(agent.token));
    await confirmToken(await calling(agentToken));
    expect(await heartbeat(await calling(agentToken), {})).not.toHaveProperty("rotateToken");
    expect(await getAgent(operator, agent)).toMatchObject({
      rotationRequestedAt: null,
      tokens: [{ status: "ACTIVE" }, { status: "REVOKED" }],
    });
    expect(await auditRows(deps, "agent.token.rotation.requested")).toHaveLength(1);
    expect(await auditMetadata(deps, "agent.token.rotated")).toMatchObject([{ revokedTokens: 1 }]);
  });

  it("is asked for at once, by the answer of a held poll, and holds the next one", async () => {
    const operator = await userContext(deps, "operator");
    const caller = await calling(agent.token);
    const held = pollCommands(caller, PollQuery.parse({ wait: 30 }));
    await deps.clock.advance(5000);
    await requestRotation(operator, agent);
    expect((await held).control).toMatchObject({
      rotateToken: true,
      serverTime: "2026-01-01T00:00:05.000Z",
    });
    const next = pollCommands(await calling(agent.token), PollQuery.parse({ wait: 30 }));
    await deps.clock.advance(10_000);
    expect(deps.wakeUps.parkedCount()).toBe(1);
    await deps.clock.advance(30_000);
    expect((await next).control).toMatchObject({ rotateToken: true });
  });

  it("is asked for by age", async () => {
    await deps.clock.advance(30 * 24 * 3_600_000);
    expect(await heartbeat(await calling(agent.token), {})).not.toHaveProperty("rotateToken");
    await deps.clock.advance(1);
    expect(await heartbeat(await calling(agent.token), {})).toMatchObject({ rotateToken: true });
  });

  it("strands nobody: both tokens work until the new one is confirmed, then only that one", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    expect([await works(agent.token), await works(agentToken)]).toEqual([true, true]);
    await heartbeat(await calling(agentToken), {});
    expect(await works(agent.token)).toBe(true);
    await confirmToken(await calling(agentToken));
    expect([await works(agent.token), await works(agentToken)]).toEqual([false, true]);
  });

  it("survives a lost reply: asking again replaces the new token, confirming again changes nothing", async () => {
    const lost = await rotateToken(await calling(agent.token));
    const { agentToken } = await rotateToken(await calling(agent.token));
    expect(await works(lost.agentToken)).toBe(false);
    const caller = await calling(agentToken);
    await confirmToken(caller);
    await confirmToken(caller);
    await confirmToken(await calling(agentToken));
    expect(await auditRows(deps, "agent.token.rotated")).toHaveLength(1);
  });

  it("is confirmed, also for who asks again, when the disk has it", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    const disk = heldDisk(deps.store);
    const call = async () => ({ ...(await calling(agentToken)), deps: { ...deps, store: disk.store } });
    const order: string[] = [];
    const first = confirmToken(await call()).then(() => order.push("first"));
    while (await works(agent.token)) await nextTurn();
    const again = confirmToken(await call()).then(() => order.push("again"));
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(order).toEqual([]);
    disk.take();
    await Promise.all([first, again]);
  });

  it("has one winner when the new token is replaced and confirmed at the same time", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    const candidate = await calling(agentToken);
    const active = await calling(agent.token);
    const [again, confirmed] = await Promise.allSettled([rotateToken(active), confirmToken(candidate)]);
    expect(again.status).toBe("fulfilled");
    expect(confirmed).toMatchObject({ status: "rejected", reason: { code: "UNAUTHORIZED" } });
    expect(await works(agent.token)).toBe(true);
  });

  it("gives no further token to who still came with the one before when its end was committed", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    const old = await calling(agent.token);
    const [, late] = await Promise.allSettled([confirmToken(await calling(agentToken)), rotateToken(old)]);
    expect(late).toMatchObject({ status: "rejected", reason: { code: "UNAUTHORIZED" } });
    expect(await works(agentToken)).toBe(true);
  });

  it("is not begun twice: the new token must be confirmed before another", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    expect(await codeOf(calling(agentToken).then(rotateToken))).toBe("AGENT_TOKEN_NOT_CONFIRMED");
  });

  it("keeps raw tokens out of the database", async () => {
    const { agentToken } = await rotateToken(await calling(agent.token));
    const stored = JSON.stringify([
      await deps.store.lookup.agentTokens.list({}),
      await deps.store.lookup.auditEvents.list({}),
    ]);
    expect(stored).not.toContain(agentToken);
  });

  it("gives nothing more to a poll that was held with the token before", async () => {
    const old = await calling(agent.token);
    const parked = poll({ ...deps }, agent, { wait: 30, actor: old.actor });
    await deps.clock.advance(10);
    const { agentToken } = await rotateToken(old);
    await confirmToken(await calling(agentToken));
    deps.wakeUps.wake(agent.agentId);
    expect((await parked).commands).toEqual([]);
  });
});

it("a disabled agent is asked to come back soon, so that enabling it takes effect in seconds", async () => {
  await disableAgent(await userContext(deps, "operator"), agent);
  await expect(calling(agent.token)).rejects.toMatchObject({ code: "AGENT_DISABLED", retryAfterSeconds: 5 });
});
