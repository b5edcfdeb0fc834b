"use client";

import { CheckOutlined } from "@ant-design/icons";
import { type ReactNode, useState } from "react";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { CodeBlock } from "../../_ui/CodeBlock";
import { PageHeader } from "../../_ui/PageHeader";
import { Panel } from "../../_ui/Panel";
import { CreateToken } from "../registration-tokens/CreateToken";

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly state: "done" | "now" | "later";
  readonly children: ReactNode;
}

function Step({ number, title, state, children }: StepProps) {
  return (
    <li className={`guide-step is-${state}`} aria-current={state === "now" ? "step" : undefined}>
      <span className="guide-number">{state === "done" ? <CheckOutlined /> : number}</span>
      <h2>{title}</h2>
      <div className="guide-body">{children}</div>
    </li>
  );
}

/** Starts a demo service of the source folder against this server. */
function startCommand(origin: string, token: string): string {
  return [
    `OPSTAGE_BACKEND_URL=${origin} \\`,
    `OPSTAGE_REGISTRATION_TOKEN=${token} \\`,
    "npx tsx agent-sdk/examples/demo-worker/main.ts",
  ].join("\n");
}

/** The first run: three steps to the first agent, whose arrival turns this page into the dashboard. */
export function StartGuide() {
  const t = useText();
  // Only in memory: the value is shown to who made the token, and is gone with the page.
  const [token, setToken] = useState<string>();
  const active = trpc.registrationTokens.list.useQuery({ status: "ACTIVE", pageSize: 1 });
  const hasToken = token !== undefined || (active.data?.total ?? 0) > 0;
  const command = startCommand(window.location.origin, token ?? t("dashboard.guideTokenHere"));
  return (
    <>
      <PageHeader title={t("dashboard.guideTitle")} purpose={t("dashboard.guidePurpose")} />
      <Panel>
        <ol className="guide">
          <Step number={1} title={t("dashboard.guideToken")} state={hasToken ? "done" : "now"}>
            <p>{t(hasToken ? "dashboard.guideTokenDone" : "dashboard.guideTokenText")}</p>
            <div>
              <CreateToken
                type={hasToken ? "default" : "primary"}
                onCreated={(created) => setToken(created.token)}
              />
            </div>
          </Step>
          <Step number={2} title={t("dashboard.guideStart")} state={hasToken ? "now" : "later"}>
            <p>{t("dashboard.guideStartText")}</p>
            <CodeBlock code={command} label={t("dashboard.guideCommand")} />
            <p>{t("dashboard.guideStartOwn")}</p>
          </Step>
          <Step number={3} title={t("dashboard.guideArrive")} state="later">
            <p className="waiting" role="status">
              <span className="pulse" aria-hidden="true" />
              {t("dashboard.guideWaiting")}
            </p>
            <p>{t("dashboard.guideWaitingText")}</p>
          </Step>
        </ol>
      </Panel>
    </>
  );
}
