import type { Readers } from "../services/context";
import type { Store } from "../store/store";

export function createTestReaders(_store: Store): Readers {
  return { run: () => Promise.reject(new Error("no readers yet")), close: () => Promise.resolve() };
}
