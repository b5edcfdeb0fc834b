import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Which scripts a page may run. */
export interface PagePolicy {
  /** The header for this page, and the nonce that the renderer puts on the scripts of pages made on request. */
  forPage(pathname: string): { readonly header: string; readonly nonce: string };
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Nothing from elsewhere; styles may be inline, because the component library writes them into the page. */
function policy(scripts: readonly string[], connect: readonly string[] = []): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${connect.join(" ")}`.trim(),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The policy of a production build. Pages built ahead carry inline scripts that are known by their hashes; pages made
 * on request get a nonce. Nothing else runs: no `unsafe-inline`, no `unsafe-eval`.
 */
export function builtPagePolicy(staticDir: string): PagePolicy {
  const hashes = hashesOfPages(join(staticDir, "server", "app"));
  const notFound = hashes.get("/_not-found") ?? [];
  return {
    forPage(pathname) {
      const nonce = randomBytes(16).toString("base64");
      const known = hashes.get(pathname === "/" ? "/index" : pathname.replace(/\/+$/, "")) ?? notFound;
      return { header: policy([`'nonce-${nonce}'`, ...known]), nonce };
    },
  };
}

/** The policy of the development server: it reloads modules by evaluating them and talks over a web socket. */
export function developmentPagePolicy(): PagePolicy {
  const header = policy(["'unsafe-inline'", "'unsafe-eval'"], ["ws:", "wss:"]);
  return { forPage: () => ({ header, nonce: "" }) };
}

/** Hash sources of the inline scripts of every page built ahead, by its path: `/agents`, `/index`, `/_not-found`. */
function hashesOfPages(folder: string): Map<string, readonly string[]> {
  return new Map(
    pagesBelow(folder).map((path) => {
      const html = readFileSync(join(folder, path), "utf8");
      const sources = [...html.matchAll(inlineScript)].map(([, script = ""]) => hashSource(script));
      return [`/${path.slice(0, -".html".length)}`, [...new Set(sources)]];
    }),
  );
}

function hashSource(script: string): string {
  return `'sha256-${createHash("sha256").update(script, "utf8").digest("base64")}'`;
}

function pagesBelow(folder: string, prefix = ""): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return pagesBelow(join(folder, entry.name), `${path}/`);
    return entry.name.endsWith(".html") ? [path] : [];
  });
}
