import { join } from "node:path";
import type { CapsuleAgent, CapsuleAgentOptions } from "@opstage/agent";

/** Where a demo service keeps its files. */
export function dataFolder(name: string): string {
  return process.env.DEMO_DATA_DIR ?? join("data", "demo", name);
}

/** The agent options that every demo service takes from its environment. */
export function agentOptions(name: string): Omit<CapsuleAgentOptions, "service"> {
  return {
    backendUrl: process.env.OPSTAGE_BACKEND_URL ?? "http://localhost:8080",
    registrationToken: process.env.OPSTAGE_REGISTRATION_TOKEN,
    tokenStore: { file: process.env.OPSTAGE_AGENT_TOKEN_FILE ?? join(dataFolder(name), "agent-token.json") },
    autoStartLoops: process.env.OPSTAGE_AGENT_AUTOSTART_LOOPS !== "false",
  };
}

/** Starts the agent and stops it at SIGINT or SIGTERM; a start that fails ends the process with the reason. */
export async function run(agent: CapsuleAgent): Promise<void> {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await agent.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    await agent.start();
  } catch (error) {
    if (isStopping) return;
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    process.exit(1);
  }
}

/** A number from the environment, or what to take when it is absent or none. */
export function numberFrom(value: string | undefined, otherwise: number): number {
  const number = Number(value);
  return value !== undefined && value !== "" && Number.isFinite(number) ? number : otherwise;
}
