import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent } from "../agent";
import type { LogRecord } from "../log";
import type { CapsuleAgentOptions } from "../options";
import { FakeOpstage, type FakeOptions } from "./fake-opstage";
import { TestSeams, until } from "./test-seams";

/** A fake Opstage, a folder for the token file, and agents that talk to it; all gone at the end of the test. */
export async function testBed(options: FakeOptions = {}) {
  const fake = await FakeOpstage.start(options);
  const folder = await mkdtemp(join(tmpdir(), "opstage-agent-"));
  const tokenFile = join(folder, "data", "agent-token.txt");
  const seams = new TestSeams();
  const log: LogRecord[] = [];
  const agents: CapsuleAgent[] = [];

  function agent(more: Partial<CapsuleAgentOptions> = {}): CapsuleAgent {
    const made = new CapsuleAgent({
      backendUrl: fake.url,
      registrationToken: fake.registrationToken,
      tokenStore: { file: tokenFile },
      service: { code: "demo", name: "Demo", version: "1.2.3" },
      onLog: (record) => log.push(record),
      proxyEnv: {},
      heartbeatThread: false,
      seams,
      drainTimeoutMs: 0,
      ...more,
    });
    agents.push(made);
    return made;
  }

  return {
    fake,
    folder,
    tokenFile,
    seams,
    log,
    agent,
    agents: (): readonly CapsuleAgent[] => agents,
    events: () => log.map((record) => record.event),
    async [Symbol.asyncDispose]() {
      let isStopped = false;
      const stopped = Promise.all(agents.map((made) => made.stop())).then(() => {
        isStopped = true;
      });
      // A stop waits by the test's clock, which nobody else moves any more.
      await until(() => {
        seams.advance(60_000);
        return isStopped;
      }, "the agents to stop");
      await stopped;
      await fake.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
