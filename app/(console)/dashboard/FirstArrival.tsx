"use client";

import { Alert } from "antd";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { trpc } from "../../_lib/trpc";

/** Says that the guide worked: who came, and where to look now. */
export function FirstArrival() {
  const t = useText();
  const query = trpc.agents.list.useQuery({ sort: "createdAt", pageSize: 1 });
  const first = query.data?.items[0];
  if (first === undefined) return null;
  return (
    <div role="status" className="arrival">
      <Alert
        type="success"
        showIcon
        closable
        title={t("dashboard.arrived", { name: first.name ?? first.code })}
        description={
          <>
            {t("dashboard.arrivedHint")}{" "}
            <Link href={paths.agent(first.id)}>{t("dashboard.arrivedOpen")}</Link>
          </>
        }
      />
    </div>
  );
}
