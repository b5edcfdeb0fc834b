/** True when every word of what is typed stands in one of the texts, wherever and in any case. */
export function matches(typed: string, ...texts: readonly (string | null | undefined)[]): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const all = texts.map((text) => text?.toLowerCase() ?? "");
  return words.every((word) => all.some((text) => text.includes(word)));
}

/** The line after (or before) the present one among those that can be chosen, round the ends; -1 for none. */
export function nextIndex(canChoose: readonly boolean[], present: number, step: 1 | -1): number {
  const count = canChoose.length;
  for (let moved = 1; moved <= count; moved++) {
    const at = (present + step * moved + count * (moved + 1)) % count;
    if (canChoose[at]) return at;
  }
  return -1;
}
