// `npm run bench:console`: how much JavaScript each page of the console loads and how soon it can be used, against the
// budget. A real production start, a real browser with an empty cache; sizes are what the server sent (brotli).
// Prints a table and ends with 1 when a page is over its budget.
import { expect, type Page } from "@playwright/test";
import { startAgent } from "../e2e/support/agents";
import { signInOverRest } from "../e2e/support/operator";
import { type OpstageProcess, owner, startOpstage } from "../e2e/support/opstage-process";
import { openBrowser } from "../e2e/support/stage";

const budget = { shellKb: 350, pageKb: 120, interactiveMs: 1_500 };
const runsPerPage = 3;

interface Visit {
  /** Bytes of each script, by its address. */
  readonly scripts: ReadonlyMap<string, number>;
  /** Those that the page asked for when it could be used already: what it fetches on demand. */
  readonly later: ReadonlySet<string>;
  readonly interactiveMs: number;
}

/** Notes, frame by frame in the page, since when its heading has stood there with nothing loading. */
const watchUsable = `
  let since;
  requestAnimationFrame(function look() {
    const isLoading = document.querySelector('[role="status"][aria-label="Loading…"]') !== null;
    if (isLoading || document.querySelector("h1") === null) since = undefined;
    else if (since === undefined) {
      since = performance.now();
      performance.clearMarks("usable");
      performance.mark("usable");
    }
    requestAnimationFrame(look);
  });
`;

/** When the page could be used, on its own clock, and what it asked for afterwards. */
function usability(): { interactiveMs: number; later: string[] } {
  const interactiveMs = performance.getEntriesByName("usable")[0]?.startTime ?? Number.POSITIVE_INFINITY;
  const later = performance.getEntriesByType("resource").filter(({ startTime }) => startTime > interactiveMs);
  return { interactiveMs, later: later.map(({ name }) => name) };
}

/** Loads a page with an empty cache, until its heading stands there and nothing is loading. */
async function visit(page: Page, url: string): Promise<Visit> {
  const scripts = new Map<string, number>();
  const pending: Promise<void>[] = [];
  page.on("response", (reply) => {
    if (!new URL(reply.url()).pathname.endsWith(".js") || reply.request().resourceType() !== "script") return;
    pending.push(
      reply
        .request()
        .sizes()
        .then(({ responseBodySize }) => void scripts.set(reply.url(), responseBodySize)),
    );
  });
  // What links fetch ahead for other pages, once this one stands, is not this page's.
  await page.route(
    (address) => address.searchParams.has("_rsc"),
    (route) => route.abort(),
  );
  await page.addInitScript({ content: watchUsable });
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect(page.getByRole("status", { name: "Loading…" })).toHaveCount(0, { timeout: 30_000 });
  await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => undefined);
  await Promise.allSettled(pending);
  const { interactiveMs, later } = await page.evaluate(usability);
  return { scripts, later: new Set(later), interactiveMs };
}

function sum(sizes: Iterable<number>): number {
  return [...sizes].reduce((total, size) => total + size, 0);
}

function kb(bytes: number): number {
  return Math.round(bytes / 102.4) / 10;
}

/** The addresses to measure, with one of each kind of detail. */
async function pathsOf(opstage: OpstageProcess): Promise<string[]> {
  const session = await signInOverRest(opstage);
  const [service] = await session.call<{ id: string; agentId: string }[]>(
    "GET",
    "/api/admin/capsule-services",
  );
  const command = await session.call<{ id: string }>(
    "POST",
    `/api/admin/capsule-services/${service?.id}/actions/echo`,
    { payload: { text: "hello" } },
  );
  return [
    "/dashboard",
    "/agents",
    `/agents/${service?.agentId}`,
    "/services",
    `/services/${service?.id}`,
    "/configs",
    "/commands",
    `/commands/${command.id}`,
    "/batches",
    "/registration-tokens",
    "/audit",
    "/users",
    "/account",
    "/settings",
  ];
}

async function measure(opstage: OpstageProcess): Promise<Map<string, Visit>> {
  const browser = await openBrowser();
  try {
    const visits = new Map<string, Visit>();
    for (const path of await pathsOf(opstage)) {
      const times: Visit[] = [];
      for (let run = 0; run < runsPerPage; run++) {
        const context = await browser.newContext({ locale: "en-US", baseURL: opstage.base });
        await context.request.post("/api/admin/auth/login", { data: owner });
        times.push(await visit(await context.newPage(), path));
        await context.close();
      }
      const best = times.sort((a, b) => a.interactiveMs - b.interactiveMs)[0];
      if (best) visits.set(path.replace(/_[0-9A-Z]{10,}/, "_…"), best);
    }
    return visits;
  } finally {
    await browser.close();
  }
}

/** What every page loads is the shell; what else it needs to be usable is its own, what it fetches then is on demand. */
function report(visits: ReadonlyMap<string, Visit>): boolean {
  const all = [...visits.values()];
  const shared = [...(all[0]?.scripts.keys() ?? [])].filter((url) =>
    all.every(({ scripts }) => scripts.has(url)),
  );
  const shellKb = kb(sum(shared.map((url) => all[0]?.scripts.get(url) ?? 0)));
  console.log(`Shell: ${shellKb} kB of ${budget.shellKb} kB`);
  const rows = [...visits].map(([path, { scripts, later, interactiveMs }]) => {
    const own = [...scripts].filter(([url]) => !shared.includes(url));
    const weigh = (isLater: boolean) =>
      kb(sum(own.flatMap(([url, size]) => (later.has(url) === isLater ? [size] : []))));
    return {
      page: path,
      "own kB": weigh(false),
      "on demand kB": weigh(true),
      "interactive ms": Math.round(interactiveMs),
    };
  });
  console.table(rows);
  return (
    shellKb <= budget.shellKb &&
    rows.every((row) => row["own kB"] <= budget.pageKb && row["interactive ms"] <= budget.interactiveMs)
  );
}

const opstage = await startOpstage();
const agent = await startAgent(opstage, await signInOverRest(opstage), "measured");
try {
  const isWithin = report(await measure(opstage));
  console.log(
    isWithin
      ? "Within the budget."
      : `Over the budget: ${budget.pageKb} kB a page, ${budget.interactiveMs} ms until it can be used.`,
  );
  process.exitCode = isWithin ? 0 : 1;
} finally {
  await agent.stop();
  await opstage.dispose();
}
