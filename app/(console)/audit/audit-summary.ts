import type { AuditRow } from "./audit-row";

/** An event in one line: its message, else what its metadata says changed; empty when neither does. */
export function auditSummary({ message, metadata }: Pick<AuditRow, "message" | "metadata">): string {
  if (message) return message;
  const { from, to, reason, keys, actionName, code, eventType } = metadata;
  if (typeof from === "string" && typeof to === "string")
    return typeof reason === "string" ? `${from} → ${to} · ${reason}` : `${from} → ${to}`;
  if (Array.isArray(keys)) return keys.filter((key) => typeof key === "string").join(", ");
  return [actionName, code ?? reason, eventType].filter((fact) => typeof fact === "string").join(" · ");
}
