// Small helpers for the npm scripts: run a command, say what runs, stop at the first failure.
import { spawn } from "node:child_process";

/** Runs a program to its end with this terminal; resolves with its exit code (signals count as 1). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs steps in order, naming each; exits the process with the first non-zero code. */
export async function runSteps(steps) {
  for (const { name, command, args, options } of steps) {
    const startedAt = Date.now();
    console.log(`\n▸ ${name}`);
    const code = await run(command, args, options);
    if (code !== 0) {
      console.error(`✗ ${name} failed (exit code ${code}).`);
      process.exit(code);
    }
    console.log(`✓ ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
}
