/** Shorter texts stand in too many others to be hidden. */
const shortestSecret = 6;

/** A function that hides these texts wherever they turn up. */
export function maskerOf(secrets: Iterable<string>): (text: string) => string {
  const hidden = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  if (hidden.length === 0) return (text) => text;
  return (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, "[REDACTED]"), text);
}
