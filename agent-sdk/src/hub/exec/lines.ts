import { StringDecoder } from "node:string_decoder";

export interface Line {
  readonly text: string;
  /** It was longer than the limit; the rest is gone. */
  readonly isCut: boolean;
}

/** Cuts a stream of bytes into lines, however long they are and wherever the chunks end. */
export class LineReader {
  readonly #limit: number;
  readonly #onLine: (line: Line) => void;
  readonly #decoder = new StringDecoder("utf8");
  #pending = "";
  #isCut = false;

  constructor(limit: number, onLine: (line: Line) => void) {
    this.#limit = limit;
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    this.#take(this.#decoder.write(chunk));
  }

  /** The stream has ended: what is left is a line too. */
  end(): void {
    this.#take(this.#decoder.end());
    if (this.#pending !== "") this.#flush();
  }

  #take(text: string): void {
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      this.#append(text.slice(from, at));
      this.#flush();
      from = at + 1;
    }
    this.#append(text.slice(from));
  }

  #append(piece: string): void {
    const room = this.#limit - this.#pending.length;
    if (piece.length > room) this.#isCut = true;
    this.#pending += room > 0 ? piece.slice(0, room) : "";
  }

  #flush(): void {
    const line = { text: this.#pending.replace(/\r$/, ""), isCut: this.#isCut };
    this.#pending = "";
    this.#isCut = false;
    this.#onLine(line);
  }
}
