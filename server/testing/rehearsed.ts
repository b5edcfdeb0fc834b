import type { Store, Transaction } from "../store/store";

/**
 * A store whose jobs all run twice, and what the first run did is undone. So every test of a verb also shows that its
 * job may run again, which the writer does when a neighbour in the same commit fails after it has written.
 */
export function rehearsed(store: Store): Store {
  return {
    ...store,
    get waitingJobs() {
      return store.waitingJobs;
    },
    async transaction<T>(job: (tx: Transaction) => Promise<T>): Promise<T> {
      const undone = new Error("The rehearsal is over.");
      const rehearsal = store.transaction(async (tx) => {
        await job(tx);
        throw undone;
      });
      // What else goes wrong goes wrong again.
      await rehearsal.catch(() => undefined);
      return store.transaction(job);
    },
  };
}
