// Scripts in processes of their own on the load's core, so that no queue of ours is taken for the server's.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { pinned } from "./processes.mjs";

const canHurry = spawnSync("chrt", ["-f", "1", "true"]).status === 0;

/**
 * Starts a script of this folder; it reads its input as a line of JSON and prints one when it ends. `isFirst`: whenever
 * it has something to do it gets the core before whatever else runs there, where the system allows that.
 * @returns { stop(), outcome }: `stop` asks it to end, with a second line.
 */
export function startApart(name, input, { isFirst = false } = {}) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const hurry = isFirst && canHurry ? ["chrt", "-f", "1"] : [];
  const [command, ...args] = pinned(1, [...hurry, process.execPath, script]);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  child.stdin.write(`${JSON.stringify(input)}\n`);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  const outcome = new Promise((resolve, reject) => {
    child.once("close", (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`${name} ended with code ${code}.`)),
    );
  });
  return { stop: () => child.stdin.write("stop\n"), outcome };
}

/** The lines of this process's own input: what it is to do, and then the wish that it ends. */
export function ownInput() {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  return {
    read: async () => JSON.parse((await lines.next()).value),
    untilStop: () => lines.next(),
  };
}

/** Prints the outcome of this process and ends it. */
export function printAndExit(outcome) {
  process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
}
