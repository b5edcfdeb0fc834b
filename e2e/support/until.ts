const stepMs = 100;
const limitMs = 30_000;

/**
 * Asks again and again until the answer is yes.
 * @throws Error naming what was waited for, after half a minute
 */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = AbortSignal.timeout(limitMs);
  while (!(await isSo())) {
    if (deadline.aborted) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
}
