import type { Language } from "./define-messages";

export type MessageParams = Readonly<Record<string, string | number>>;

const placeholder = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

/**
 * Fills a message. `{name}` is a value, numbers in the language's grouping; `{count:agent|agents}` picks the
 * singular or the plural by the number. A placeholder without a value stays visible.
 */
export function formatMessage(template: string, params: MessageParams, language: Language): string {
  return template.replace(placeholder, (whole, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (one !== undefined && other !== undefined) {
      const isOne = new Intl.PluralRules(language).select(Number(value)) === "one";
      return isOne ? one : other;
    }
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}
