import type { ReportedAction } from "@opstage/contracts";
import type { ActionRow } from "../../store/rows";
import type { Transaction } from "../../store/store";
import type { AgentContext } from "../context";
import type { DeclaredChange } from "./apply-configs";
import { differs } from "./differs";

/** Brings the stored catalogue to what was reported; actions keep their ids, and those not named any more go. */
export async function applyActions(
  tx: Transaction,
  ctx: AgentContext,
  change: DeclaredChange,
): Promise<void> {
  const { service, now } = change;
  const stored = new Map((await tx.actions.list({ serviceId: service.id })).map((row) => [row.name, row]));
  for (const action of change.report.actions ?? []) {
    const before = stored.get(action.name);
    stored.delete(action.name);
    const facts = factsOf(action);
    if (before === undefined) {
      await tx.actions.insert({
        id: ctx.deps.ids.next("act"),
        serviceId: service.id,
        name: action.name,
        ...facts,
        enabled: true,
        createdAt: now,
        updatedAt: now,
      });
    } else if (!before.enabled || differs(before, facts)) {
      await tx.actions.update({ id: before.id }, { ...facts, enabled: true, updatedAt: now });
    }
  }
  for (const gone of stored.values()) await tx.actions.delete({ id: gone.id });
}

type ActionFacts = Omit<ActionRow, "id" | "serviceId" | "name" | "enabled" | "createdAt" | "updatedAt">;

function factsOf(action: ReportedAction): ActionFacts {
  return {
    label: action.label,
    description: action.description ?? null,
    dangerLevel: action.dangerLevel,
    requiresConfirmation: action.requiresConfirmation,
    category: action.category ?? null,
    order: action.order ?? null,
    inputSchema: JSON.stringify(action.inputSchema ?? {}),
    outputSchema: action.outputSchema ? JSON.stringify(action.outputSchema) : null,
    timeoutSeconds: action.timeoutSeconds ?? null,
    idempotent: action.idempotent,
    ephemeralFields: JSON.stringify(action.ephemeralFields),
  };
}
