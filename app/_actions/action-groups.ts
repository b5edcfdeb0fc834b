/** What grouping needs to know of an action. */
export interface Groupable {
  readonly name: string;
  readonly label: string;
  readonly category?: string | null;
  readonly order?: number | null;
}

export interface ActionGroup<A extends Groupable> {
  readonly category: string;
  readonly actions: A[];
}

/** Categories in the order the contract gives; unknown ones follow, by name. */
export const categoryOrder: readonly string[] = [
  "account",
  "item-management",
  "api-key",
  "session",
  "runtime-config",
  "diagnostics",
  "advanced",
  "other",
];

/** Actions that only make sense beside a row or a page of a result; they have no button of their own. */
const resultOnly = new Set(["row-action", "page-action"]);

/** Actions as a service's page shows them: grouped by category, each group by `order`, then by label. */
export function groupActions<A extends Groupable>(actions: readonly A[]): ActionGroup<A>[] {
  const groups = new Map<string, A[]>();
  for (const action of actions) {
    const category = action.category || "other";
    if (resultOnly.has(category)) continue;
    groups.set(category, [...(groups.get(category) ?? []), action]);
  }
  return [...groups]
    .map(([category, members]) => ({ category, actions: members.toSorted(byOrder) }))
    .toSorted((a, b) => rank(a.category) - rank(b.category) || a.category.localeCompare(b.category));
}

function byOrder(a: Groupable, b: Groupable): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.order ?? last) - (b.order ?? last) || a.label.localeCompare(b.label);
}

function rank(category: string): number {
  const known = categoryOrder.indexOf(category);
  return known === -1 ? categoryOrder.length : known;
}
