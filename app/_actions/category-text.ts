import { isTextKey, useText } from "../_lib/i18n";
import { labelOfKey } from "./results/format";

/** What a category of actions is called; one that a service made up reads as its key. */
export function useCategoryText(): (category: string) => string {
  const t = useText();
  return (category) => {
    const key = `actions.category.${category}`;
    return isTextKey(key) ? t(key) : labelOfKey(category);
  };
}
