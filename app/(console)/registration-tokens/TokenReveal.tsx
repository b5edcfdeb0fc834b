"use client";

import { CheckCircleOutlined } from "@ant-design/icons";
import { Alert, Tabs } from "antd";
import Link from "next/link";
import { useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { presenceRefreshMs } from "../../_lib/query-options";
import { type Outputs, trpc } from "../../_lib/trpc";
import { CodeBlock } from "../../_ui/CodeBlock";
import { CopyButton } from "../../_ui/CopyButton";
import { snippetsFor } from "./snippets";

export type CreatedToken = Outputs["registrationTokens"]["create"];

/** Follows a new token until an agent used it. */
function Arrival({ token }: { readonly token: CreatedToken }) {
  const t = useText();
  const recent = trpc.registrationTokens.list.useQuery(
    { q: token.name, sort: "-createdAt", pageSize: 50 },
    { refetchInterval: presenceRefreshMs },
  );
  const now = recent.data?.items.find((item) => item.id === token.id);
  if (now?.agentId)
    return (
      <p className="row" role="status">
        <span className="tag tone-good">
          <CheckCircleOutlined />
          {t("tokens.arrived", { agent: now.agentCode ?? now.agentId })}
        </span>
        <Link href={paths.agent(now.agentId)}>{t("tokens.openAgent")}</Link>
      </p>
    );
  return (
    <p className="waiting soft" role="status">
      <span className="pulse" aria-hidden="true" />
      {t("tokens.waiting")}
    </p>
  );
}

/** A new token's value, the only time it is seen, and what to do with it. */
export function TokenReveal({ token }: { readonly token: CreatedToken }) {
  const t = useText();
  const snippets = snippetsFor(token.rawToken, window.location.origin);
  const tab = (key: keyof typeof snippets, label: string) => ({
    key,
    label,
    children: <CodeBlock code={snippets[key]} label={t("tokens.snippetLabel", { name: label })} />,
  });
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={t("tokens.onceTitle")} description={t("tokens.onceHint")} />
      <div className="token-value">
        <code className="mono">{token.rawToken}</code>
        <CopyButton value={token.rawToken} label={t("tokens.token")} withText />
      </div>
      <Tabs
        size="small"
        items={[
          tab("env", t("tokens.snippetEnv")),
          tab("sdk", t("tokens.snippetSdk")),
          tab("hub", t("tokens.snippetHub")),
          tab("curl", t("tokens.snippetCurl")),
        ]}
      />
      <Arrival token={token} />
    </div>
  );
}
