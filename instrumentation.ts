/** Next calls this once when its server starts, never while it builds. Behind our own server there is nothing to do. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startBehindNext } = await import("./server/behind-next");
  await startBehindNext();
}
