import type { HealthInterval, HealthStatus } from "@opstage/contracts";

/** Reports that followed each other and said the same. */
export interface ReportRun {
  readonly status: HealthStatus;
  readonly message: string | null;
  readonly reports: number;
  /** Epoch ms of the first and the last of them, as far as they are counted. */
  readonly from: number;
  readonly to: number;
}

/** The last `count` reports, oldest first: an interval of health is a run of as many as it has samples. */
export function lastReports(intervals: readonly HealthInterval[], count: number): ReportRun[] {
  const newestFirst = intervals.toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from));
  const runs: ReportRun[] = [];
  let left = count;
  for (const { status, message, samples, from, to } of newestFirst) {
    if (left === 0) break;
    const reports = Math.min(left, samples);
    const start = Date.parse(from);
    const end = Date.parse(to);
    // Reports come evenly, so what is left out of a run is left out of its time.
    const counted = samples > 1 ? ((end - start) * (reports - 1)) / (samples - 1) : 0;
    runs.push({ status, message, reports, from: end - counted, to: end });
    left -= reports;
  }
  return runs.reverse();
}
