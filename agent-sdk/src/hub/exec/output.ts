import { stripVTControlCharacters } from "node:util";
import { ExecLine, execLinePrefix } from "@opstage/contracts";
import type { ChildCall } from "../adapter";
import { ChildError } from "../child-error";
import type { Line } from "./lines";

/** A log line as Opstage takes it. */
const logLineLimit = 4_000;
/** The text of a whole result line. */
export const protocolLineLimit = 1_048_576;
const tailLines = 20;

type ResultLine = Extract<ExecLine, { type: "result" }>;

/** What a program says while it runs: log lines, and lines that are meant for the hub. */
export class ProgramOutput {
  readonly #call: Pick<ChildCall, "log" | "progress">;
  readonly #mask: (text: string) => string;
  readonly #limitBytes: number;
  readonly #tails = { stdout: [] as string[], stderr: [] as string[] };
  #bytes = 0;
  #droppedLines = 0;
  #result: ResultLine | undefined;
  #invalid: string | undefined;

  constructor(call: Pick<ChildCall, "log" | "progress">, { mask, limitBytes }: OutputRule) {
    this.#call = call;
    this.#mask = mask;
    this.#limitBytes = limitBytes;
  }

  /** The last result line. @throws ChildError when the program meant to give a result that cannot be read */
  get result(): ResultLine | undefined {
    if (this.#invalid !== undefined) throw new ChildError("EXEC_RESULT_INVALID", this.#invalid);
    return this.#result;
  }

  /** The last line of a stream that says something. */
  lastLine(stream: "stdout" | "stderr"): string | undefined {
    return this.#tails[stream].at(-1);
  }

  /** The last lines of a stream. */
  tail(stream: "stdout" | "stderr"): string {
    return this.#tails[stream].join("\n");
  }

  readonly take = (stream: "stdout" | "stderr", line: Line): void => {
    if (stream === "stdout" && line.text.startsWith(execLinePrefix)) this.#understand(line);
    else this.#log(stream === "stdout" ? "info" : "warn", line.text, stream);
  };

  /** To be called when the program has ended. */
  close(): void {
    if (this.#droppedLines === 0) return;
    const text = `Output beyond ${this.#limitBytes} bytes was dropped: ${this.#droppedLines} more lines.`;
    this.#call.log.warn(text);
  }

  #understand({ text, isCut }: Line): void {
    const json = text.slice(execLinePrefix.length);
    const line = isCut ? `it is longer than ${protocolLineLimit} characters` : parseLine(json);
    if (typeof line === "string") {
      this.#misunderstood(json, line);
    } else if (line.type === "progress") {
      this.#call.progress(line.percent ?? undefined, line.message ? this.#mask(line.message) : undefined);
    } else if (line.type === "log") {
      this.#log(line.level, line.message);
    } else {
      this.#invalid = undefined;
      this.#result = line;
    }
  }

  /** A line that only looked like one for the hub is log; a result that is lost must not pass for a success. */
  #misunderstood(json: string, reason: string): void {
    if (/^\s*\{\s*"type"\s*:\s*"result"/.test(json)) {
      this.#invalid = `The result line cannot be used: ${reason}`;
    }
    this.#log("warn", `A line for the hub was not understood (${reason}): ${json.slice(0, 200)}`);
  }

  #log(level: ExecLogLevel, text: string, stream?: "stdout" | "stderr"): void {
    const line = this.#mask(stripVTControlCharacters(text.slice(0, logLineLimit))).trimEnd();
    if (stream && line !== "") {
      const tail = this.#tails[stream];
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
    }
    this.#bytes += Buffer.byteLength(text) + 1;
    if (this.#bytes > this.#limitBytes) this.#droppedLines++;
    else this.#call.log[level](line);
  }
}

/** The line, or why it is none. */
function parseLine(json: string): ExecLine | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return "what follows ::opstage is not JSON";
  }
  const parsed = ExecLine.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join(".") || "it"}: ${issue?.message}`;
}

type ExecLogLevel = Extract<ExecLine, { type: "log" }>["level"];

export interface OutputRule {
  readonly mask: (text: string) => string;
  readonly limitBytes: number;
}
