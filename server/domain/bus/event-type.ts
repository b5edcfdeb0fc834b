/** Whether a route's pattern (`demo.item.created` or `demo.*`) takes an event type. */
export function matchesEventType(pattern: string, eventType: string): boolean {
  if (!pattern.endsWith(".*")) return pattern === eventType;
  const beginning = pattern.slice(0, -1);
  return eventType.length > beginning.length && eventType.startsWith(beginning);
}

/** Every pattern that takes an event type: itself, and its beginnings up to a dot. */
export function patternsFor(eventType: string): string[] {
  const patterns = [eventType];
  for (let dot = eventType.indexOf("."); dot !== -1; dot = eventType.indexOf(".", dot + 1)) {
    if (dot < eventType.length - 1) patterns.push(`${eventType.slice(0, dot)}.*`);
  }
  return patterns;
}
