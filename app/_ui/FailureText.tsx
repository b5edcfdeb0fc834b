"use client";

import { toFailure } from "../_lib/failure";
import { useText } from "../_lib/i18n";
import { useFailureText } from "../_lib/use-failure-text";

/** What the server said, its code, the inputs it refused and, for its own errors, the request to look for in the log. */
export function FailureText({ error }: { readonly error: unknown }) {
  const t = useText();
  const failureText = useFailureText();
  const failure = toFailure(error);
  return (
    <div className="failure-text">
      <p>{failureText(failure)}</p>
      {failure.issues.length > 0 ? (
        <ul>
          {failure.issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              {issue.path ? <code className="mono">{issue.path}</code> : null} {issue.message}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="failure-code">
        {t("common.errorCode", { code: failure.code })}
        {failure.requestId ? <span> · {t("common.errorRequest", { id: failure.requestId })}</span> : null}
      </p>
    </div>
  );
}
