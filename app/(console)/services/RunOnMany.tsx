"use client";

import { PlayCircleOutlined } from "@ant-design/icons";
import type { ServiceFilter } from "@opstage/contracts";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { idFilter } from "../../_lib/list-state";
import { GuardedButton } from "../../_ui/GuardedButton";
import type { RowSelection } from "../../_ui/use-selection";
import type { BatchSelection } from "../batches/BatchPanel";

const BatchPanel = dynamic(() => import("../batches/BatchPanel"), { ssr: false });

const toServiceId = idFilter("svc");

interface RunOnManyProps {
  readonly selection: RowSelection;
  readonly filters: ServiceFilter;
  readonly count: number;
}

/** Opens the panel in which one action is run on the chosen services. */
export function RunOnMany({ selection, filters, count }: RunOnManyProps) {
  const t = useText();
  const [target, setTarget] = useState<BatchSelection>();
  const open = (): void =>
    setTarget(
      selection.isAllMatching
        ? { filter: filters }
        : { serviceIds: [...selection.keys].flatMap((key) => toServiceId(key) ?? []) },
    );
  return (
    <>
      <GuardedButton
        needs="operator"
        size="small"
        type="primary"
        icon={<PlayCircleOutlined aria-hidden="true" />}
        onClick={open}
      >
        {t("batches.run")}
      </GuardedButton>
      <BatchPanel selection={target} count={count} onClose={() => setTarget(undefined)} />
    </>
  );
}
