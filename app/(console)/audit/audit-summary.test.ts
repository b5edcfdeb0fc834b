import { expect, test } from "vitest";
import { auditSummary } from "./audit-summary";

test("an event's own message comes first", () => {
  expect(auditSummary({ message: "Refused.", metadata: { from: "a", to: "b" } })).toBe("Refused.");
});

test("without one the change is read from the metadata", () => {
  expect(auditSummary({ message: null, metadata: { from: "HEALTHY", to: "OFFLINE" } })).toBe(
    "HEALTHY → OFFLINE",
  );
  expect(auditSummary({ message: null, metadata: { from: "UP", to: "DOWN", reason: "AGENT_SILENT" } })).toBe(
    "UP → DOWN · AGENT_SILENT",
  );
  expect(auditSummary({ message: null, metadata: { keys: ["timeout", "targets"] } })).toBe(
    "timeout, targets",
  );
});

test("metadata that says nothing of the kind gives no summary", () => {
  expect(auditSummary({ message: null, metadata: { from: 1, to: null } })).toBe("");
});
