import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent } from "@opstage/agent";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";
import { type BadProxy, type Fault, startBadProxy } from "../chaos/bad-proxy";

let opstage: OpstageProcess;
let operator: OperatorSession;
let folder: string;
let proxy: BadProxy | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "opstage-registration-"));
  opstage = await startApi();
  operator = await signInOverRest(opstage);
});
afterEach(async () => {
  await proxy?.close();
  await opstage.dispose();
  await rm(folder, { recursive: true, force: true });
});

it.each<Fault[]>([["reply lost", "reply lost"], ["cut in the middle", "reset"], ["sent twice"]])(
  "a first registration whose request is %s strands no token: the agent is there, once",
  async (...first) => {
    const faults = [...first];
    proxy = await startBadProxy({
      port: Number(new URL(opstage.base).port),
      stallMs: 0,
      choose: () => faults.shift() ?? "none",
    });
    const agent = new CapsuleAgent({
      backendUrl: proxy.url,
      registrationToken: await createRegistrationToken(operator, "lost"),
      tokenStore: { file: join(folder, "token.txt") },
      service: { code: "lost", name: "Lost" },
      autoStartLoops: false,
      proxyEnv: {},
      onLog: () => {},
    });
    try {
      await agent.start();
      await agent.runHealth();
      const agents = await operator.call<{ id: string; status: string }[]>("GET", "/api/admin/agents");
      expect(agents).toMatchObject([{ id: agent.agentId, status: "ONLINE" }]);
      const { tokens } = await operator.call<{ tokens: { status: string }[] }>(
        "GET",
        `/api/admin/agents/${agent.agentId}`,
      );
      expect(tokens.filter(({ status }) => status === "ACTIVE")).toHaveLength(1);
    } finally {
      await agent.stop();
    }
  },
);
