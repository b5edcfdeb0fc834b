"use client";

import { Alert, Button, Form, Input } from "antd";
import { useEffect, useRef } from "react";
import { useNow } from "../../_lib/clock";
import { exactDuration } from "../../_lib/duration";
import { useText } from "../../_lib/i18n";
import { FailureText } from "../../_ui/FailureText";
import { Mark } from "../../_ui/Mark";
import { PageTitle } from "../../_ui/PageTitle";
import { LanguageMenu, ThemeMenu } from "../../_ui/PreferenceMenus";
import { type SignInProblem, useSignIn } from "./use-sign-in";

interface Credentials {
  readonly username: string;
  readonly password: string;
}

function Problem({ problem }: { readonly problem: SignInProblem }) {
  const t = useText();
  useNow();
  switch (problem.kind) {
    case "refused":
      return <Alert type="error" showIcon title={t("shell.signInRefused")} />;
    case "limited": {
      const waitMs = problem.untilMs - Date.now();
      return waitMs > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t("shell.signInLimited", { duration: exactDuration(Math.ceil(waitMs / 1_000) * 1_000, t) })}
        />
      ) : (
        <Alert type="info" showIcon title={t("shell.signInAgain")} />
      );
    }
    case "cookie": {
      const { protocol, origin } = window.location;
      return (
        <Alert
          type="error"
          showIcon
          title={t("shell.cookieRefusedTitle")}
          description={t(protocol === "http:" ? "shell.cookieRefusedHttp" : "shell.cookieRefusedOther", {
            origin,
          })}
        />
      );
    }
    default:
      return <Alert type="error" showIcon title={<FailureText error={problem.error} />} />;
  }
}

/** The sign-in page. It never says which of the two was wrong. */
export function SignInView() {
  const t = useText();
  const { signIn, isBusy, problem } = useSignIn();
  const [form] = Form.useForm<Credentials>();
  const alert = useRef<HTMLDivElement>(null);
  const isLimited = problem?.kind === "limited";
  const now = useNow();
  const mustWait = isLimited && problem.untilMs > Math.max(now, Date.now());

  useEffect(() => {
    if (problem?.kind === "refused") form.getFieldInstance("password")?.focus();
  }, [problem, form]);

  return (
    <div className="sign-in">
      <PageTitle>{t("shell.signIn")}</PageTitle>
      <main className="sign-in-box">
        <div className="sign-in-brand">
          <Mark size={40} />
          <h1>{t("shell.signInTitle")}</h1>
          <p className="faint">{t("shell.signInPurpose")}</p>
        </div>
        <div ref={alert} aria-live="polite">
          {problem ? <Problem problem={problem} /> : null}
        </div>
        <div className="panel">
          <Form<Credentials>
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={signIn}
            initialValues={{ username: "", password: "" }}
            validateTrigger="onSubmit"
          >
            <Form.Item
              name="username"
              label={t("shell.username")}
              rules={[{ required: true, message: t("shell.usernameMissing") }]}
            >
              <Input
                size="large"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
              />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("shell.password")}
              rules={[{ required: true, message: t("shell.passwordMissing") }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" size="large" block htmlType="submit" loading={isBusy} disabled={mustWait}>
              {t("shell.signIn")}
            </Button>
          </Form>
        </div>
      </main>
      <footer className="sign-in-foot">
        <LanguageMenu />
        <ThemeMenu />
      </footer>
    </div>
  );
}
