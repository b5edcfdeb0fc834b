import type { Outputs } from "../../_lib/trpc";

export type AuditRow = Outputs["audit"]["list"]["items"][number];
