// Starts a thread from TypeScript sources: Node 20 loads none by itself, and a worker inherits no loader.
// The entry's path is the thread's first argument. Used where nothing is built; the build has entries of its own.
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";

register();
const entry = await import(pathToFileURL(process.argv[2]).href);

export default entry.default;
