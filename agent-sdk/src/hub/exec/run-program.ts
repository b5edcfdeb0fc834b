import { type ChildProcess, spawn } from "node:child_process";
import { statSync } from "node:fs";
import type { Seams } from "../../clock";
import { messageOf } from "../../errors";
import { ChildError } from "../child-error";
import type { Identity } from "./identity";
import { type Line, LineReader } from "./lines";
import type { ProcessGroups } from "./process-groups";

export interface Program {
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly identity: Identity | undefined;
  /** Written to its standard input, which is then closed. Without it there is none. */
  readonly input?: string;
  /** Ends it and all it has started. */
  readonly signal: AbortSignal;
  readonly graceMs: number;
  readonly lineLimit: number;
  onLine(stream: "stdout" | "stderr", line: Line): void;
}

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
}

export interface ProgramPort {
  readonly seams: Seams;
  readonly groups: ProcessGroups;
}

/** How long output is read after the end, when a process that left the group keeps the pipe open. */
const lingerMs = 1_000;

/**
 * Runs a program in a process group of its own and reads its output line by line. When it ends, whatever else is
 * in its group is ended too: an action leaves nothing behind.
 * @throws ChildError when it cannot be started
 */
export async function runProgram(program: Program, { seams, groups }: ProgramPort): Promise<ProgramEnd> {
  program.signal.throwIfAborted();
  const child = start(program);
  const { pid } = child;
  if (pid === undefined) throw await startFailure(child, program);
  groups.add(pid);

  const { stdout, stderr } = child;
  for (const [stream, readable] of [
    ["stdout", stdout],
    ["stderr", stderr],
  ] as const) {
    const lines = new LineReader(program.lineLimit, (line) => program.onLine(stream, line));
    readable?.on("data", (chunk: Buffer) => lines.push(chunk)).once("close", () => lines.end());
  }
  // A program that does not read its input is free not to.
  child.stdin?.on("error", () => {});
  child.stdin?.end(program.input);

  const abort = () => void groups.end(pid, program.graceMs);
  program.signal.addEventListener("abort", abort, { once: true });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = await new Promise<ProgramEnd>((resolve) =>
    child.once("exit", (status, signal) => resolve({ status, signal })),
  );
  await groups.end(pid, program.graceMs);
  program.signal.removeEventListener("abort", abort);

  const lingered = new AbortController();
  void closed.then(() => lingered.abort());
  await seams.sleep(lingerMs, lingered.signal);
  stdout?.destroy();
  stderr?.destroy();
  await closed;
  return end;
}

function start({ command, directory, environment, identity, input }: Program): ChildProcess {
  const [file = "", ...args] = command;
  try {
    return spawn(file, args, {
      cwd: directory,
      env: toProcessEnv(environment),
      detached: true,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      ...(identity && { uid: identity.uid, gid: identity.gid }),
    });
  } catch (error) {
    throw new ChildError("EXEC_START_FAILED", `Cannot start ${file}: ${messageOf(error)}`, error);
  }
}

/** Some libraries declare variables that every environment must have; a program's has what the file allows. */
function toProcessEnv(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return environment as NodeJS.ProcessEnv;
}

/** `spawn ENOENT` means the program or the folder; say which. */
async function startFailure(child: ChildProcess, { command, directory }: Program): Promise<ChildError> {
  const error = await new Promise<Error>((resolve) => child.once("error", resolve));
  const [file = ""] = command;
  const code = "code" in error ? error.code : undefined;
  const isFolder = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const reasons = new Map<unknown, string>([
    ["ENOENT", isFolder ? "there is no such program" : `there is no folder ${directory}`],
    ["EACCES", "it is not executable (chmod +x), or may not be read"],
    ["EPERM", "this user may not start it"],
    ["E2BIG", "its arguments are too large; take the payload from standard input"],
  ]);
  const reason = reasons.get(code) ?? error.message;
  return new ChildError("EXEC_START_FAILED", `Cannot start ${file} in ${directory}: ${reason}.`, error);
}
