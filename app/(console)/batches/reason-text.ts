"use client";

import { useCallback } from "react";
import { isTextKey, useText } from "../../_lib/i18n";

/** Why a service was not run, by its code, in few words; another code stands for itself. */
export function useReason(): (code: string) => string {
  const t = useText();
  return useCallback(
    (code) => {
      const key = `batches.reason.${code}`;
      return isTextKey(key) ? t(key) : t("common.errorCode", { code });
    },
    [t],
  );
}
