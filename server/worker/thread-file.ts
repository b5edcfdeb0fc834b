import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../store/project-root";

/** The entries that the build makes files of. */
export type ThreadName = "readers-thread" | "maintenance-thread";

/** What a worker is started with. */
export interface ThreadFile {
  readonly filename: string;
  readonly argv: string[];
  /** Empty: what the parent was started with (a loader, an inspector) is not the thread's. */
  readonly execArgv: string[];
}

export interface ThreadFileOptions {
  /** Whether a built file is wanted where there is one; else the sources are, so that a stale build is never met. */
  readonly preferBuilt: boolean;
}

/**
 * Where a thread's code is: beside the program when that is the built server, else the built file or the sources of
 * the project. Found by paths of files alone, since bundlers rewrite module addresses.
 */
export function threadFile(name: ThreadName, { preferBuilt }: ThreadFileOptions): ThreadFile {
  const beside = join(dirname(process.argv[1] ?? ""), `${name}.js`);
  const root = projectRoot();
  const built = join(root, "dist", "server", `${name}.js`);
  const source = join(root, "server", "worker", `${name}.ts`);
  if (existsSync(beside)) return { filename: beside, argv: [], execArgv: [] };
  if (existsSync(built) && (preferBuilt || !existsSync(source))) {
    return { filename: built, argv: [], execArgv: [] };
  }
  return { filename: join(root, "server", "worker", "bootstrap.mjs"), argv: [source], execArgv: [] };
}
