import {
  chmodSync,
  closeSync,
  fdatasync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { CommandId } from "@opstage/contracts";
import { messageOf } from "./errors";
import { type JournalEntry, readLines, writeLine } from "./journal-lines";
import { isRecord, toJsonObject } from "./json";
import type { Log } from "./log";
import type { ResultBody } from "./result-body";
import { seal, sealKeyOf, unseal } from "./seal";

const ownerOnly = 0o600;
/** Commands whose result is acknowledged are remembered, so that a late second delivery does not run them again. */
const settledKept = 1_000;
/** Results together; beyond it a result is kept without its data. */
const resultLimitBytes = 16 * 1024 * 1024;
/** The file is written anew when this much has been added, and more than it held before. */
const rewriteAfterBytes = 256 * 1024;

/** A result that an earlier process could not deliver. */
export interface KeptResult {
  readonly id: CommandId;
  readonly attempt: number;
  readonly result: ResultBody;
}

export interface JournalOptions {
  readonly file: string;
  readonly log: Log;
  /** For tests: fewer bytes for all results. */
  readonly limitBytes?: number;
}

/**
 * What must outlive this process: which deliveries were accepted, and results until Opstage has acknowledged
 * them. A file of lines that only grows, rewritten whole from time to time, for its owner alone; results lie in
 * it sealed with a key of the agent's token, since they may hold one-time secrets.
 *
 * Written at once and in place: a line of a few hundred bytes costs microseconds, and a handler may end the
 * process right after it returns. A journal that cannot be written is said once and does not stop the agent.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #entries = new Map<CommandId, JournalEntry>();
  #key: Buffer | undefined;
  #descriptor: number | undefined;
  #sealedBytes = 0;
  #addedBytes = 0;
  #writtenBytes = 0;
  #hasFailed = false;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Reads what an earlier process left; results are those that one of the tokens opens. */
  open(tokens: readonly string[]): { results: KeptResult[]; accepted: Map<CommandId, number> } {
    const keys = tokens.map(sealKeyOf);
    const results: KeptResult[] = [];
    for (const [id, entry] of readLines(this.#read())) {
      if (entry.state !== "finished") {
        this.#entries.set(id, entry);
        continue;
      }
      const { attempt } = entry;
      const result = openResult(keys, id, entry);
      if (result) {
        results.push({ id, attempt, result });
        continue;
      }
      // What nobody can read any more is as good as acknowledged: it must not come up at each start.
      this.#entries.set(id, { attempt, state: "settled" });
      this.#warn(`The kept result of ${id} cannot be opened with this agent's token.`);
    }
    this.#key = keys[0];
    for (const { id, attempt, result } of results) this.#put(id, this.#sealed(id, attempt, result));
    this.#rewrite();
    const accepted = new Map([...this.#entries].map(([id, { attempt }]) => [id, attempt]));
    return { results, accepted };
  }

  /** From now on results are sealed for this token; those that are kept are sealed anew. */
  useToken(agentToken: string): void {
    const before = this.#key;
    const key = sealKeyOf(agentToken);
    this.#key = key;
    if (this.#descriptor === undefined || before?.equals(key)) return;
    for (const [id, entry] of [...this.#entries]) {
      const result = before && entry.state === "finished" ? openResult([before], id, entry) : undefined;
      if (result) this.#put(id, this.#sealed(id, entry.attempt, result));
    }
    this.#rewrite();
  }

  /** This delivery is about to be run. */
  accepted(id: CommandId, attempt: number): void {
    this.#append(id, { attempt, state: "accepted" });
  }

  /** A delivery has ended, and Opstage does not know it yet. */
  finished(id: CommandId, attempt: number, result: ResultBody): void {
    this.#append(id, this.#sealed(id, attempt, result));
  }

  /** Opstage knows the end of this command, or does not want to know. */
  settled(id: CommandId): void {
    const entry = this.#entries.get(id);
    if (entry && entry.state !== "settled") this.#append(id, { attempt: entry.attempt, state: "settled" });
  }

  /** Brings what was written to the disk itself, so that it outlives the machine's power too. */
  sync(): void {
    if (this.#descriptor !== undefined) fdatasync(this.#descriptor, () => {});
  }

  close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #sealed(id: CommandId, attempt: number, result: ResultBody): JournalEntry {
    if (!this.#key) return { attempt, state: "accepted" };
    const whole = seal(this.#key, JSON.stringify(result), contextOf(id, attempt));
    const limit = this.#options.limitBytes ?? resultLimitBytes;
    const others = this.#sealedBytes - (this.#entries.get(id)?.sealed?.length ?? 0);
    if (others + whole.length <= limit) return { attempt, state: "finished", sealed: whole };
    const bare = JSON.stringify(withoutData(result));
    return { attempt, state: "finished", sealed: seal(this.#key, bare, contextOf(id, attempt)) };
  }

  #put(id: CommandId, entry: JournalEntry): void {
    this.#sealedBytes += (entry.sealed?.length ?? 0) - (this.#entries.get(id)?.sealed?.length ?? 0);
    this.#entries.delete(id);
    this.#entries.set(id, entry);
  }

  #append(id: CommandId, entry: JournalEntry): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) return;
    this.#put(id, entry);
    const line = writeLine({ id, ...entry });
    this.#addedBytes += line.length;
    if (this.#addedBytes > Math.max(rewriteAfterBytes, this.#writtenBytes)) this.#rewrite();
    else this.#guarded(() => writeWhole(descriptor, line));
  }

  /** Writes what still counts into a new file that takes the old one's place. */
  #rewrite(): void {
    this.#forgetOldest();
    this.#guarded(() => {
      const { file } = this.#options;
      const draft = `${file}.tmp`;
      mkdirSync(dirname(file), { recursive: true });
      const descriptor = openSync(draft, "w", ownerOnly);
      try {
        // The mode given to open() counts for new files only.
        chmodSync(draft, ownerOnly);
        const text = [...this.#entries].map(([id, entry]) => writeLine({ id, ...entry })).join("");
        writeWhole(descriptor, text);
        if (this.#sealedBytes > 0) fsyncSync(descriptor);
        renameSync(draft, file);
        this.#writtenBytes = text.length;
        this.#addedBytes = 0;
      } catch (error) {
        closeSync(descriptor);
        throw error;
      }
      // The same descriptor goes on: it belongs to the file, whatever that is called.
      this.close();
      this.#descriptor = descriptor;
    });
  }

  #forgetOldest(): void {
    let tooMany =
      [...this.#entries.values()].filter(({ state }) => state !== "finished").length - settledKept;
    for (const [id, { state }] of this.#entries) {
      if (tooMany <= 0) return;
      if (state === "finished") continue;
      this.#entries.delete(id);
      tooMany -= 1;
    }
  }

  #read(): string {
    try {
      return readFileSync(this.#options.file, "utf8");
    } catch {
      // Not there yet, or not readable: then it cannot be written either, which is said.
      return "";
    }
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#warn(messageOf(error));
    }
  }

  #warn(reason: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#options.log(
      "warn",
      "journal.failed",
      `Results cannot be kept in ${this.#options.file}: a result that is not delivered before this process ends may be lost. ${reason}`,
    );
  }
}

function contextOf(id: CommandId, attempt: number): string {
  return `${id} ${attempt}`;
}

function openResult(keys: readonly Buffer[], id: CommandId, entry: JournalEntry): ResultBody | undefined {
  for (const key of keys) {
    const text = unseal(key, entry.sealed ?? "", contextOf(id, entry.attempt));
    if (text !== undefined) return readResult(JSON.parse(text));
  }
  return undefined;
}

/** What this module sealed itself. */
function readResult(value: unknown): ResultBody | undefined {
  if (!isRecord(value)) return undefined;
  const { success, message, data, error, startedAt, finishedAt } = value;
  if (typeof startedAt !== "string" || typeof finishedAt !== "string") return undefined;
  return {
    success: success === true,
    message: typeof message === "string" ? message : undefined,
    data: data === undefined ? undefined : toJsonObject(data),
    error: error === undefined ? undefined : toJsonObject(error),
    startedAt,
    finishedAt,
  };
}

function withoutData({ success, startedAt, finishedAt }: ResultBody): ResultBody {
  const message =
    "The action ended while Opstage was away, and its result was too large to keep over the restart that followed.";
  return { success, message, startedAt, finishedAt };
}

/** A short write is no error to the system; half a line would be one to us. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}
