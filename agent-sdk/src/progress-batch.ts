import type { LogLevel } from "./log";

const linesPerCall = 100;
const lineChars = 4_000;
/** Well below what a server or a proxy in front of it takes, whatever the characters are. */
const callChars = 64 * 1024;
/** What waits here while Opstage is away. */
const linesKept = 1_000;

/** One log line of a running action, as it goes over the wire. */
export interface ProgressLine {
  readonly at: string;
  readonly level: LogLevel;
  readonly line: string;
}

/** One call's content. It keeps its number when it is sent again, so that Opstage takes it once. */
export interface ProgressBatch {
  readonly seq: number;
  readonly percent?: number;
  readonly message?: string;
  readonly logs: readonly ProgressLine[];
}

/** What an action has said and Opstage does not know yet, cut into calls. The oldest lines go when there are too many. */
export class ProgressQueue {
  readonly #lines: ProgressLine[] = [];
  #news: { percent?: number; message?: string } | undefined;
  #lost = 0;
  #seq = 0;
  #sent: ProgressBatch | undefined;

  get isEmpty(): boolean {
    return this.#sent === undefined && this.#news === undefined && this.#lines.length === 0;
  }

  /** Only the newest state counts; what is absent stays as it was. */
  note(news: { percent?: number; message?: string }): void {
    this.#news = { ...this.#news, ...news };
  }

  add(line: ProgressLine): void {
    this.#lines.push({ ...line, line: line.line.slice(0, lineChars) });
    if (this.#lines.length <= linesKept) return;
    this.#lines.shift();
    this.#lost += 1;
  }

  /** The call to make next: the one that is not acknowledged yet, or a new one. */
  next(): ProgressBatch | undefined {
    if (this.#sent || this.isEmpty) return this.#sent;
    this.#sent = { seq: ++this.#seq, ...this.#news, logs: this.#takeLines() };
    this.#news = undefined;
    return this.#sent;
  }

  /** Opstage has it, or will never take it. */
  done(batch: ProgressBatch): void {
    if (this.#sent === batch) this.#sent = undefined;
  }

  clear(): void {
    this.#lines.length = 0;
    this.#news = undefined;
    this.#sent = undefined;
  }

  #takeLines(): ProgressLine[] {
    const taken = this.#lostLine();
    let chars = 0;
    while (taken.length < linesPerCall) {
      const [line] = this.#lines;
      if (!line || (chars > 0 && chars + line.line.length > callChars)) break;
      chars += line.line.length;
      taken.push(line);
      this.#lines.shift();
    }
    return taken;
  }

  #lostLine(): ProgressLine[] {
    const [next] = this.#lines;
    if (this.#lost === 0 || !next) return [];
    const line = `${this.#lost} older lines were dropped here: they came faster than Opstage could take them.`;
    this.#lost = 0;
    return [{ at: next.at, level: "warn", line }];
  }
}
