import { hash } from "node:crypto";
import type { ReportedService } from "@opstage/contracts";
import { reportHash } from "../domain/report-hash";

/** The hashes of reports, without working one out again for a report that came before in the same words. */
export interface ReportHashes {
  /** As `reportHash`. What must not be kept in any form is to be taken out of the report before. */
  of(report: ReportedService): string;
}

const hashesKept = 50_000;

/**
 * Remembers the hash under a digest of the report's text. Agents send the same text every minute, and putting its
 * members in order costs ten times as much as reading it.
 */
export function createReportHashes(): ReportHashes {
  const known = new Map<string, string>();
  return {
    of(report) {
      const { health: _, ...definition } = report;
      const digest = hash("sha256", JSON.stringify(definition), "base64");
      const before = known.get(digest);
      if (before !== undefined) return before;
      if (known.size >= hashesKept) known.clear();
      const fresh = reportHash(report);
      known.set(digest, fresh);
      return fresh;
    },
  };
}
