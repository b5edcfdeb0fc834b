"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { useState } from "react";
import { groupActions } from "../../_actions/action-groups";
import { useCategoryText } from "../../_actions/category-text";
import { useText } from "../../_lib/i18n";
import { EmptyState } from "../../_ui/EmptyState";
import { FilterBar, FilterText } from "../../_ui/FilterBar";
import { Panel } from "../../_ui/Panel";
import { ActionRow } from "./ActionRow";
import styles from "./services.module.css";

/** With fewer than this many, searching is slower than looking. */
const manyActions = 8;

/** What the service can be asked to do, grouped as it says. */
export function ActionsTab({ service }: { readonly service: CapsuleServiceDetail }) {
  const t = useText();
  const categoryText = useCategoryText();
  const [query, setQuery] = useState<string>();
  const wanted = query?.toLowerCase() ?? "";
  const isLong = groupActions(service.actions).flatMap((group) => group.actions).length >= manyActions;
  const groups = groupActions(
    service.actions.filter((action) =>
      `${action.label} ${action.name} ${action.description ?? ""}`.toLowerCase().includes(wanted),
    ),
  );
  if (service.actions.length === 0) {
    return <EmptyState title={t("services.noActions")} hint={t("services.noActionsHint")} />;
  }
  return (
    <div className="stack-lg">
      {isLong && (
        <FilterBar isFiltered={query !== undefined} onReset={() => setQuery(undefined)}>
          <FilterText isSearch label={t("services.searchActions")} value={query} onChange={setQuery} />
        </FilterBar>
      )}
      {groups.length === 0 && <EmptyState title={t("services.noActionMatch", { query: query ?? "" })} />}
      {groups.map((group) => (
        <Panel key={group.category} title={categoryText(group.category)} flush>
          <ul className={styles.actionList}>
            {group.actions.map((action) => (
              <ActionRow key={action.id} action={action} />
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}
