import type { z } from "zod";

/** Refuses a second item with the same name, which would silently win over the first. */
export function unique<T, K extends keyof T & string>(key: K) {
  return (items: readonly T[], context: z.core.$RefinementCtx<readonly T[]>) => {
    const seen = new Set<unknown>();
    items.forEach((item, index) => {
      if (item[key] !== undefined && seen.has(item[key])) {
        const message = `"${String(item[key])}" is there twice`;
        context.addIssue({ code: "custom", path: [index, key], message });
      }
      seen.add(item[key]);
    });
  };
}
