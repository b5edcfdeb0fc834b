import type { Transaction } from "../../store/store";
import type { Deps } from "../context";

/** A route has changed since its rules were evaluated, so they are evaluated again. */
const routesChanged = new Error("The routes have changed");

/**
 * Evaluates rules before the transaction that does what they say, since nobody knows how long they take, and again
 * when a route has changed until then.
 */
export async function decideFirst<D, T>(
  deps: Deps,
  decide: () => D | Promise<D>,
  act: (tx: Transaction, decided: D) => Promise<T>,
): Promise<T> {
  for (;;) {
    const { generation } = deps.bus;
    const decided = await decide();
    try {
      return await deps.store.transaction((tx) => {
        if (generation !== deps.bus.generation) throw routesChanged;
        return act(tx, decided);
      });
    } catch (error) {
      if (error !== routesChanged) throw error;
    }
  }
}
