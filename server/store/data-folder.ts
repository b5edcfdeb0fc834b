import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartRefusedError } from "../runtime/start-refused";

/**
 * Makes the folder of the database, and proves that this process may write there: a bind mount that belongs to
 * another user is the usual reason why a container restarts again and again (seed 004).
 * @throws StartRefusedError naming the folder, its owner and the user who cannot write
 */
export function prepareDataFolder(databasePath: string): void {
  const folder = dirname(databasePath);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const exists = statSync(databasePath, { throwIfNoEntry: false }) !== undefined;
    if (exists) accessSync(databasePath, constants.R_OK | constants.W_OK);
  } catch (cause) {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
    const user = process.getuid?.();
    const belongs = owner === undefined ? "It cannot be made." : `It belongs to user ${owner}.`;
    throw new StartRefusedError(
      `The data folder ${folder} cannot be written by user ${user ?? "of this process"}. ${belongs} ` +
        "Give it to that user (chown), or set OPSTAGE_DATA_DIR to a folder that is.",
      { cause },
    );
  }
}
