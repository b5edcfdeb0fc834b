"use client";

import { createContext, use, useCallback, useEffect } from "react";
import { usePreference, writePreference } from "../preferences";
import { type Language, languages } from "./define-messages";
import { formatMessage, type MessageParams } from "./format-message";
import { account } from "./messages/account";
import { actions } from "./messages/actions";
import { agents } from "./messages/agents";
import { audit } from "./messages/audit";
import { batches } from "./messages/batches";
import { bus } from "./messages/bus";
import { charts } from "./messages/charts";
import { commands } from "./messages/commands";
import { common } from "./messages/common";
import { configs } from "./messages/configs";
import { dashboard } from "./messages/dashboard";
import { palette } from "./messages/palette";
import { results } from "./messages/results";
import { services } from "./messages/services";
import { settings } from "./messages/settings";
import { shell } from "./messages/shell";
import { tokens } from "./messages/tokens";
import { users } from "./messages/users";

export type { Language } from "./define-messages";
export { languageNames, languages } from "./define-messages";
export type { MessageParams } from "./format-message";

/** All texts by namespace; one file a part of the console. */
export const catalog = {
  common,
  shell,
  dashboard,
  agents,
  services,
  commands,
  batches,
  bus,
  charts,
  configs,
  tokens,
  audit,
  actions,
  results,
  users,
  account,
  settings,
  palette,
} as const;

type Catalog = typeof catalog;

/** `namespace.key` of every text there is. */
export type TextKey = {
  [N in keyof Catalog & string]: `${N}.${keyof Catalog[N]["en-US"] & string}`;
}[keyof Catalog & string];

const storageKey = "opstage.language";

export const LanguageContext = createContext<Language>("en-US");

const texts: ReadonlyMap<Language, ReadonlyMap<string, string>> = new Map(
  languages.map((language) => [
    language,
    new Map(
      Object.entries(catalog).flatMap(([namespace, messages]) =>
        Object.entries(messages[language]).map(([key, text]) => [`${namespace}.${key}`, text] as const),
      ),
    ),
  ]),
);

/** The text for a key in a language. */
export function textOf(language: Language, key: TextKey, params: MessageParams = {}): string {
  return formatMessage(texts.get(language)?.get(key) ?? key, params, language);
}

/** True when there is a text with this key; for keys made from data, such as error codes. */
export function isTextKey(key: string): key is TextKey {
  return texts.get("en-US")?.has(key) ?? false;
}

export type Text = (key: TextKey, params?: MessageParams) => string;

/** The texts of the console in the chosen language: `t("agents.title")`. */
export function useText(): Text {
  const language = use(LanguageContext);
  return useCallback((key, params) => textOf(language, key, params), [language]);
}

/** The language on screen. */
export function useLanguage(): Language {
  return use(LanguageContext);
}

function browserLanguage(): Language {
  const wanted = globalThis.navigator?.languages ?? [];
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith("zh")) return "zh-CN";
    if (tag.toLowerCase().startsWith("en")) return "en-US";
  }
  return "en-US";
}

/** The chosen language, else the browser's, and how to change it. */
export function useLanguageChoice(): [Language, (language: Language) => void] {
  const stored = usePreference(storageKey);
  const language = languages.find((known) => known === stored) ?? browserLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return [language, (next) => writePreference(storageKey, next)];
}
