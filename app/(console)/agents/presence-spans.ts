export interface PresenceSpan {
  readonly id: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export interface PlacedSpan {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Percent of the window. */
  readonly left: number;
  readonly width: number;
}

/** Where each process stands in a window of time; those wholly before it are left out. */
export function placeSpans(
  spans: readonly PresenceSpan[],
  window: { readonly endMs: number; readonly lengthMs: number },
): PlacedSpan[] {
  const startMs = window.endMs - window.lengthMs;
  return spans.flatMap((span) => {
    const fromMs = Math.max(startMs, Date.parse(span.firstSeenAt));
    const toMs = Math.min(window.endMs, Date.parse(span.lastSeenAt));
    if (toMs < startMs || fromMs > window.endMs) return [];
    return [
      {
        id: span.id,
        fromMs,
        toMs,
        left: ((fromMs - startMs) / window.lengthMs) * 100,
        width: (Math.max(0, toMs - fromMs) / window.lengthMs) * 100,
      },
    ];
  });
}
