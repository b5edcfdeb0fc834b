"use client";

import { isErrorCode } from "@opstage/contracts";
import { useCallback } from "react";
import { isTextKey, useText } from "../../_lib/i18n";

/** Why a service was not run, by its code, in few words; a code of an agent's own stands for itself. */
export function useReason(): (code: string) => string {
  const t = useText();
  return useCallback(
    (code) => {
      const key = `batches.reason.${code}`;
      if (isTextKey(key)) return t(key);
      return isErrorCode(code) ? t("common.errorCode", { code }) : code;
    },
    [t],
  );
}
