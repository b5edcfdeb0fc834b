import type { Clock } from "../../runtime/clock";

/** Replies that are held back for a moment, so that asking again at once is no use. */
export interface WaitingRoom {
  /** Resolves after a moment, or at once when the room is full or the server stops. */
  stay(): Promise<void> | undefined;
}

/** Replies leave at different times, so that those who waited for them do not come back all at once. */
const staysMs = [400, 500, 600, 700, 800, 900, 1000] as const;

/** A held reply costs a socket, which an agent that asks again would take as well. */
const roomFor = 8000;

export function createWaitingRoom(clock: Pick<Clock, "after">, stopping: AbortSignal): WaitingRoom {
  const leaves = new Set<() => void>();
  let turn = 0;
  // One listener for all of them: a signal with thousands of its own is slow to add to.
  stopping.addEventListener("abort", () => {
    for (const leave of leaves) leave();
  });
  return {
    stay() {
      if (leaves.size >= roomFor || stopping.aborted) return undefined;
      return new Promise((resolve) => {
        function leave(): void {
          cancel();
          leaves.delete(leave);
          resolve();
        }
        const cancel = clock.after(staysMs[turn++ % staysMs.length] ?? 0, leave);
        leaves.add(leave);
      });
    },
  };
}
