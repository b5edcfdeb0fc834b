import { AuditEvent } from "@opstage/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { userContext } from "../../testing/actors";
import { codeOf } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import type { UserContext } from "../context";
import type { Download } from "../download";
import { listAuditActions } from "./actions";
import { exportAudit } from "./export";
import { recordAudit } from "./record";

let deps: TestDeps;
let operator: UserContext;
beforeEach(async () => {
  deps = await createTestDeps();
  operator = await userContext(deps, "operator");
});
afterEach(() => deps.remove());

async function given(count: number, action = "test.happened"): Promise<void> {
  await deps.store.transaction(async (tx) => {
    for (let made = 0; made < count; made++) await recordAudit(tx, operator, { action });
  });
}

async function textOf({ chunks }: Download): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(String(chunk));
  return parts.join("");
}

describe("the export of the audit trail", () => {
  it("has every matching event, however many, newest first and none twice", async () => {
    await given(10_050);
    await given(3, "test.other");
    const text = await textOf(await exportAudit(operator, { format: "json", action: "test.happened" }));
    const { data } = z.object({ data: z.array(AuditEvent) }).parse(JSON.parse(text));
    expect(data).toHaveLength(10_050);
    expect(new Set(data.map(({ id }) => id)).size).toBe(10_050);
    expect(data.map(({ id }) => id)).toEqual(
      data
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  it("is a table with a header and one line an event, even when there is none", async () => {
    const empty = await textOf(await exportAudit(operator, { format: "csv", action: "test.none" }));
    expect(empty.split("\r\n")).toHaveLength(2);
    await given(2);
    const lines = (await textOf(await exportAudit(operator, { format: "csv" }))).trimEnd().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(await textOf(await exportAudit(operator, { format: "json", action: "test.none" }))).toBe(
      '{"success":true,"data":[\n]}\n',
    );
  });

  it("is for operators and owners", async () => {
    expect(await codeOf(exportAudit(await userContext(deps, "viewer"), { format: "csv" }))).toBe("FORBIDDEN");
  });
});

describe("the names of actions", () => {
  it("are each listed once", async () => {
    await given(3, "b.done");
    await given(2, "a.done");
    expect(await listAuditActions(operator)).toEqual(["a.done", "b.done"]);
  });
});
