import type { Seams } from "../../clock";

const checkEveryMs = 20;
/** A process that survives SIGKILL this long hangs in the kernel; nothing in user space ends it. */
const hopelessMs = 5_000;

/** The process groups that this hub has started and that may still have members. */
export class ProcessGroups {
  readonly #seams: Seams;
  readonly #leaders = new Set<number>();

  constructor(seams: Seams) {
    this.#seams = seams;
  }

  get size(): number {
    return this.#leaders.size;
  }

  /** Notes a group; its id is its leader's process id. */
  add(leader: number): void {
    this.#leaders.add(leader);
  }

  /** Asks every member to end, and ends those that have not after the grace. Resolves when none is left. */
  async end(leader: number, graceMs: number): Promise<void> {
    if (!this.#leaders.has(leader)) return;
    if (graceMs > 0 && signal(leader, "SIGTERM")) await this.#untilGone(leader, graceMs);
    if (signal(leader, "SIGKILL")) await this.#untilGone(leader, hopelessMs);
    this.#leaders.delete(leader);
  }

  async endAll(graceMs: number): Promise<void> {
    await Promise.all([...this.#leaders].map((leader) => this.end(leader, graceMs)));
  }

  /** Without any wait, for a process that is just about to exit. */
  killNow(): void {
    for (const leader of this.#leaders) signal(leader, "SIGKILL");
  }

  async #untilGone(leader: number, ms: number): Promise<void> {
    const deadline = this.#seams.now() + ms;
    while (signal(leader, 0) && this.#seams.now() < deadline) await this.#seams.sleep(checkEveryMs);
  }
}

/** Sends a signal to all members of a group; false when there is none left. */
function signal(leader: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, name);
  } catch (error) {
    // EPERM: there are members, but they have become somebody whom this process may not signal.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
