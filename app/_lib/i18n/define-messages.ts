export const languages = ["en-US", "zh-CN"] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { "en-US": "English", "zh-CN": "简体中文" };

/**
 * The texts of one part of the console. Both languages must have exactly the same keys: a missing one is a
 * compile error here and a failing test besides.
 */
export function defineMessages<const E extends Readonly<Record<string, string>>>(messages: {
  readonly "en-US": E;
  readonly "zh-CN": { readonly [K in keyof E]: string };
}): typeof messages {
  return messages;
}
