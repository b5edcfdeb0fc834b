import { version } from "../../package.json";

/** Put in by the build when it knows them. */
declare const OPSTAGE_COMMIT: string;
declare const OPSTAGE_BUILD_DATE: string;

const commit = typeof OPSTAGE_COMMIT === "string" ? OPSTAGE_COMMIT : "";
const date = typeof OPSTAGE_BUILD_DATE === "string" ? OPSTAGE_BUILD_DATE : "";

/** `opstage-hub 0.1.0 (commit 1a2b3c4, 2030-01-01)` */
export function versionText(): string {
  const known = [commit && `commit ${commit}`, date].filter((part) => part !== "");
  return `opstage-hub ${version}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
}
