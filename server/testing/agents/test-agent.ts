import fs, { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { CapsuleAgent } from "@opstage/agent";

/**
 * A service in a process of its own, which does what a test wants: runs that leave a mark, work that blocks the
 * process, and sudden death at a chosen moment. It says `ready` when it has started.
 */
const marksFile = process.env.TEST_MARKS_FILE ?? "";
const heartbeatMs = Number(process.env.TEST_HEARTBEAT_MS ?? 0) || undefined;

/** Where this process dies while it runs a command. */
type Death = "before the run" | "after the run" | "in the middle of the journal" | "after the journal";

const agent = new CapsuleAgent({
  backendUrl: process.env.OPSTAGE_BACKEND_URL ?? "",
  registrationToken: process.env.OPSTAGE_REGISTRATION_TOKEN,
  tokenStore: { file: process.env.OPSTAGE_AGENT_TOKEN_FILE },
  service: { code: process.env.TEST_SERVICE_CODE ?? "test-agent", name: "Test agent" },
  intervals: { heartbeatMs, commandPollMs: 200 },
  longPoll: process.env.TEST_LONG_POLL !== "false",
  busyLimitMs: Number(process.env.TEST_BUSY_LIMIT_MS ?? 60_000),
  heartbeatThread: process.env.TEST_HEARTBEAT_THREAD !== "false",
  drainTimeoutMs: 500,
  concurrency: 20,
  onLog: (record) => console.error(`${record.level} ${record.event} ${record.message}`),
})
  .health(() => ({ status: "UP" }))
  .action<{ death?: Death }>({
    name: "mark",
    serialKey: null,
    handler: ({ death }, { commandId, attempt }) => mark(commandId, attempt, death),
  })
  .action<{ death?: Death }>({
    name: "markAgain",
    serialKey: null,
    idempotent: true,
    handler: ({ death }, { commandId, attempt }) =>
      mark(commandId, attempt, attempt === 1 ? death : undefined),
  })
  .action<{ ms: number }>({
    name: "block",
    handler({ ms }) {
      const until = performance.now() + ms;
      while (performance.now() < until);
      return `blocked for ${ms} ms`;
    },
  });

function mark(commandId: string, attempt: number, death: Death | undefined) {
  if (death === "before the run") die();
  appendFileSync(marksFile, `${commandId} ${attempt}\n`);
  if (death === "after the run") die();
  if (death === "in the middle of the journal") dieWriting(commandId, (bytes) => bytes.length / 2);
  if (death === "after the journal") dieWriting(commandId, (bytes) => bytes.length);
  return { data: { commandId, attempt, generatedKey: `key of ${commandId}` } };
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("This process is dead.");
}

/** Dies when so many bytes of this command's result are in the journal, which is all that is written that way. */
function dieWriting(commandId: string, howMany: (bytes: Buffer) => number): void {
  const { writeSync } = fs;
  Object.assign(fs, {
    writeSync(descriptor: number, bytes: Buffer, offset: number) {
      const text = bytes.toString();
      if (!text.includes(commandId) || !text.includes("finished"))
        return writeSync(descriptor, bytes, offset);
      writeSync(descriptor, bytes.subarray(0, howMany(bytes)));
      return die();
    },
  });
  syncBuiltinESMExports();
}

process.on("SIGTERM", async () => {
  await agent.stop();
  process.exit(0);
});
await agent.start();
console.log("ready");
