import { open, readFile, rename } from "node:fs/promises";
import { messageOf } from "../../errors";
import { isRecord } from "../../json";

/** How far each child's events are forwarded: all that the hub remembers. It lies beside the token file. */
export class CursorFile {
  readonly #file: string;
  #cursors = new Map<string, string>();
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Reads what an earlier run left. Without it children are asked from their beginning; Opstage knows doubles. */
  async load(): Promise<void> {
    try {
      const saved: unknown = JSON.parse(await readFile(this.#file, "utf8"));
      if (!isRecord(saved)) return;
      const entries = Object.entries(saved).flatMap(([code, cursor]) =>
        typeof cursor === "string" ? [[code, cursor] as const] : [],
      );
      this.#cursors = new Map(entries);
    } catch {
      this.#cursors = new Map();
    }
  }

  get(code: string): string | undefined {
    return this.#cursors.get(code);
  }

  /** Moves a child's cursor; resolves when that is on the disk. @throws Error when it cannot be written */
  set(code: string, cursor: string): Promise<void> {
    this.#cursors.set(code, cursor);
    const write = this.#writing.then(() => this.#write());
    this.#writing = write.catch(() => {});
    return write;
  }

  async #write(): Promise<void> {
    const draft = `${this.#file}.${process.pid}.tmp`;
    try {
      await using handle = await open(draft, "w", 0o600);
      await handle.writeFile(`${JSON.stringify(Object.fromEntries(this.#cursors), null, 2)}\n`);
      await handle.sync();
    } catch (error) {
      throw new Error(`The cursors cannot be kept in ${this.#file}: ${messageOf(error)}`, { cause: error });
    }
    await rename(draft, this.#file);
  }
}
