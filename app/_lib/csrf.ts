/** The CSRF token of this session lives in memory only: another site's page cannot read it, nor can storage leak it. */
let current: string | undefined;

/** Keeps the token that signing in, `auth.me` or a rotation returned. */
export function keepCsrfToken(token: string | undefined): void {
  current = token;
}

/** Headers for requests that change something. */
export function csrfHeaders(): Record<string, string> {
  return current === undefined ? {} : { "X-CSRF-Token": current };
}
