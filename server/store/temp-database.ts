import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore, type Store, type StoreOptions } from "./store";

/** A folder of its own under the system's temporary one. */
export function tempFolder(): { readonly path: string; remove(): Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), "opstage-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A store on a real, migrated file; `remove` closes it and deletes the file. For tests. */
export function tempStore(options?: Partial<StoreOptions>): {
  readonly store: Store;
  remove(): Promise<void>;
} {
  const folder = tempFolder();
  const log = { error: () => undefined };
  const store = createStore({ path: join(folder.path, "opstage.db"), durability: "normal", log, ...options });
  return {
    store,
    async remove() {
      await store.close();
      await folder.remove();
    },
  };
}
