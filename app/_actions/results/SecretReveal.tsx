import { KeyOutlined } from "@ant-design/icons";
import type { CommandDetail } from "@opstage/contracts";
import { Alert } from "antd";
import { useState } from "react";
import { useNow } from "../../_lib/clock";
import { exactDuration } from "../../_lib/duration";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { CopyButton } from "../../_ui/CopyButton";
import { ExactTime } from "../../_ui/ExactTime";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { RoleGate } from "../../_ui/RoleGate";
import { labelOfKey } from "./format";
import styles from "./results.module.css";

type Secret = NonNullable<CommandDetail["oneTimeSecret"]>;

export interface SecretRevealProps {
  readonly commandId: CommandDetail["id"];
  readonly secret: Secret | null;
  /** The result once held one; its mask is in the data. */
  readonly wasSecret: boolean;
}

/**
 * A secret that exists once. Reading it is a decision of its own, because nobody can read it again: looking at
 * the command shows only that there is one. What was revealed lives in this component and nowhere else.
 */
export function SecretReveal({ commandId, secret, wasSecret }: SecretRevealProps) {
  const t = useText();
  const [fields, setFields] = useState<Readonly<Record<string, string>> | null>(null);
  const reveal = trpc.commands.revealSecret.useMutation({
    // The cache of mutations is no place for a secret.
    gcTime: 0,
    onSuccess: (revealed) => setFields(revealed.fields),
  });
  if (!fields && !secret) {
    return wasSecret ? (
      <RoleGate needs="operator">
        <p className="faint">{t("results.secretGone")}</p>
      </RoleGate>
    ) : null;
  }
  return (
    <section
      className={styles.secret}
      aria-label={t("results.secretTitle")}
      data-fresh={fields ? "" : undefined}
    >
      <h3 className={styles.secretTitle}>
        <KeyOutlined aria-hidden="true" />
        {t("results.secretTitle")}
      </h3>
      {fields ? (
        <>
          <p className={styles.secretHint} role="alert">
            {t("results.secretShown")}
          </p>
          {Object.entries(fields).map(([name, value]) => (
            <div key={name} className={styles.secretRow}>
              <span className={styles.secretName}>{labelOfKey(name)}</span>
              <div className={styles.secretValue}>
                <span>{value}</span>
                <CopyButton value={value} label={labelOfKey(name)} withText />
              </div>
            </div>
          ))}
          <div>
            <GuardedButton size="small" onClick={() => setFields(null)}>
              {t("results.secretCopied")}
            </GuardedButton>
          </div>
        </>
      ) : (
        secret && (
          <>
            <SecretHint expiresAt={secret.expiresAt} />
            {reveal.error && <Alert type="error" showIcon title={<FailureText error={reveal.error} />} />}
            <div>
              <GuardedButton
                type="primary"
                needs="operator"
                loading={reveal.isPending}
                onClick={() => reveal.mutate({ commandId })}
              >
                {t("results.secretReveal")}
              </GuardedButton>
            </div>
          </>
        )
      )}
    </section>
  );
}

function SecretHint({ expiresAt }: { readonly expiresAt: string }) {
  const t = useText();
  const leftMs = Date.parse(expiresAt) - useNow();
  const [before, after] = t("results.secretHint", { time: "\u0000" }).split("\u0000");
  return (
    <p className={styles.secretHint}>
      {before}
      <ExactTime at={expiresAt} />
      {after}
      <span className={styles.secretLeft}>
        {leftMs > 0
          ? t("results.secretLeft", { duration: exactDuration(Math.ceil(leftMs / 1_000) * 1_000, t) })
          : t("results.secretOver")}
      </span>
    </p>
  );
}
