import type { BusRouteIssue } from "@opstage/contracts";
import { useCallback } from "react";
import { chineseStoredError } from "../../_lib/error-texts";
import { useLanguage } from "../../_lib/i18n";

/** The server's words about routes in Chinese, by code and, where that is not enough, by what they are about. */
const chinese: ReadonlyMap<string, string> = new Map([
  ["BUS_SOURCE_SERVICE_NOT_FOUND", "还没有服务以该编码上报。"],
  ["BUS_TARGET_NOT_FOUND target.serviceCode", "还没有服务以该编码上报。"],
  ["BUS_TARGET_NOT_FOUND target.actionName", "服务没有声明该操作，或该操作未启用。"],
  ["BUS_PAYLOAD_UNMAPPED", "没有输入映射时，操作收到的是事件的信封，而不是它自己的字段。"],
  ["BUS_PAYLOAD_INVALID", "操作没有该字段，或该字段必填却没有映射。"],
]);

/** What is in a route's way, in the language on screen; what is wrong with an expression is said by the parser alone. */
export function useIssueText(): (issue: BusRouteIssue) => string {
  const language = useLanguage();
  return useCallback(
    ({ code, path, message }) =>
      language === "en-US"
        ? message
        : (chinese.get(`${code} ${path}`) ?? chinese.get(code) ?? chineseStoredError(code) ?? message),
    [language],
  );
}
