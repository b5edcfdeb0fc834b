import { toConfig } from "./config/config";
import { loadDotEnv } from "./config/dot-env";
import { readEnv } from "./config/env";
import { tuneCollector } from "./runtime/collector";
import { StartRefusedError } from "./runtime/start-refused";
import { type RunningServer, startServer } from "./start-server";

/** Reads the environment, starts the server with its console, and stops it when the system asks. */
async function main(): Promise<void> {
  tuneCollector();
  loadDotEnv(process.cwd());
  const server = await startServer({ config: toConfig(readEnv()), console: "next" });
  stopOnSignals(server);
}

/** The first signal drains; a second one does not wait. */
function stopOnSignals(server: RunningServer): void {
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      server.stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

main().catch((error: unknown) => {
  // The log may not exist yet, and an operator reads the last line of a container that restarts again and again.
  const text = error instanceof StartRefusedError ? error.message : error;
  console.error(text);
  process.exit(1);
});
