import type { JsonObject, ResultAction } from "@opstage/contracts";
import { useText } from "../../_lib/i18n";
import { GuardedButton } from "../../_ui/GuardedButton";
import { type ActionRequest, isRisky, type ResultSource, requestOf, targetOf } from "./result-actions";

export interface ResultButtonProps {
  readonly button: ResultAction;
  readonly row?: JsonObject;
  readonly source: ResultSource;
  readonly type?: "text" | "default";
  onAction(request: ActionRequest): void;
}

/** A button of a result: opens an action of the service, or says that there is no such action. */
export function ResultButton({ button, row, source, type = "default", onAction }: ResultButtonProps) {
  const t = useText();
  const target = targetOf(button, source);
  return (
    <GuardedButton
      size="small"
      type={type}
      needs="operator"
      danger={isRisky(button, target)}
      disabledReason={target ? null : t("results.unknownAction", { action: button.action })}
      onClick={() => onAction(requestOf(button, row))}
    >
      {button.label}
    </GuardedButton>
  );
}
