"use client";

import type { BusRoute } from "@opstage/contracts";
import { App } from "antd";
import { toFailure } from "../../_lib/failure";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { useFailureText } from "../../_lib/use-failure-text";
import { ConfirmButton } from "../../_ui/ConfirmButton";
import { GuardedButton } from "../../_ui/GuardedButton";

/** Enable, dry-run and disable, as far as the route is not that already. Enabling asks. */
export function RouteStatusButtons({ route }: { readonly route: BusRoute }) {
  const t = useText();
  const { message } = App.useApp();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const change = trpc.busRoutes.setStatus.useMutation({
    onSuccess: (changed) => {
      utils.busRoutes.invalidate();
      const status = t(`common.busRoute.${changed.status}`);
      message.success(t("bus.statusChanged", { name: changed.name, status }));
    },
  });
  const set = (status: BusRoute["status"]) =>
    change.mutate(
      { routeId: route.id, status },
      { onError: (error) => message.error(failureText(toFailure(error))) },
    );
  return (
    <>
      {route.status === "DISABLED" ? null : (
        <GuardedButton size="small" needs="operator" onClick={() => set("DISABLED")}>
          {t("bus.disable")}
        </GuardedButton>
      )}
      {route.status === "DRY_RUN" ? null : (
        <GuardedButton size="small" needs="operator" onClick={() => set("DRY_RUN")}>
          {t("bus.dryRun")}
        </GuardedButton>
      )}
      {route.status === "ENABLED" ? null : (
        <ConfirmButton
          size="small"
          needs="operator"
          question={t("bus.enableQuestion", { name: route.name })}
          consequence={t("bus.enableConsequence")}
          confirmText={t("bus.enable")}
          onConfirm={() => change.mutateAsync({ routeId: route.id, status: "ENABLED" })}
        >
          {t("bus.enable")}
        </ConfirmButton>
      )}
    </>
  );
}
