import { setFlagsFromString } from "node:v8";

/** How much the old generation may grow before it is collected, in percent of what lived the last time. */
const growthPercent = 75;

/**
 * Sets V8's collector up for thousands of calls a second and thousands of held ones; before anything else runs.
 *
 * Every object starts in the young generation. V8 otherwise allocates what one line of code makes among the old ones,
 * once a few of its objects have lived long; all that those hold then stays until the next full collection, which at
 * thousands of calls a second is hundreds of megabytes and a tenth of the processor's time.
 *
 * The old generation is collected early. A poll that is held becomes old, and garbage when it is answered; V8 lets that
 * grow to as much as four times what lives, by how fast it took the last collections to be.
 */
export function tuneCollector(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
