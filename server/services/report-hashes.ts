import { hash } from "node:crypto";
import type { ReportedService } from "@opstage/contracts";
import { type JsonInput, type PartHashes, partHashes, reportHash } from "../domain/report-hash";

/** The hashes of reports, without working one out again for what came before. */
export interface ReportHashes {
  /** As `reportHash`. What must not be kept in any form is to be taken out of the report before. */
  of(report: ReportedService): string;
}

const hashesKept = 50_000;

/**
 * Remembers the hash of a list with the list itself, which is the same one when the same words came before, and of the
 * rest under a digest of its text: putting members in order costs ten times as much as reading them.
 */
export function createReportHashes(): ReportHashes {
  const ofLists = new WeakMap<object, string>();
  const ofTexts = new Map<string, string>();

  function ofList(items: Parameters<PartHashes["list"]>[0]): string {
    const before = ofLists.get(items);
    if (before !== undefined) return before;
    const fresh = partHashes.list(items);
    ofLists.set(items, fresh);
    return fresh;
  }

  function ofText(value: JsonInput): string {
    const digest = hash("sha256", JSON.stringify(value), "base64");
    const before = ofTexts.get(digest);
    if (before !== undefined) return before;
    if (ofTexts.size >= hashesKept) ofTexts.clear();
    const fresh = partHashes.service(value);
    ofTexts.set(digest, fresh);
    return fresh;
  }
  return { of: (report) => reportHash(report, { service: ofText, list: ofList }) };
}
