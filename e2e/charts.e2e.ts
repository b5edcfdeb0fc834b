import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, opstageForThisFile, tabTo } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";
import { until } from "./support/until";

const opstage = opstageForThisFile();
let session: OperatorSession;
let agent: RunningAgent;

interface OutcomesInHour {
  readonly hour: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly expired: number;
  readonly cancelled: number;
}

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  agent = await startAgent(opstage(), session, "drawn");
  const [service] = await session.call<{ id: string }[]>("GET", "/api/admin/capsule-services");
  for (const text of ["one", "two", "three"]) {
    await session.call("POST", `/api/admin/capsule-services/${service?.id}/actions/echo`, {
      payload: { text },
    });
  }
  await until("the commands to succeed", async () => {
    const ended = await session.call<unknown[]>("GET", "/api/admin/commands?status=SUCCEEDED");
    return ended.length === 3;
  });
});
test.afterAll(() => agent?.stop());
test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

async function outcomes(): Promise<readonly OutcomesInHour[]> {
  const summary = await session.call<{ commandOutcomesPerHour: OutcomesInHour[] }>(
    "GET",
    "/api/admin/dashboard/summary",
  );
  return summary.commandOutcomesPerHour;
}

/** How the console names an hour in UTC, the zone of the browser here. */
function nameOf({ hour }: OutcomesInHour): string {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  return `${clock(Date.parse(hour))}–${clock(Date.parse(hour) + 3_600_000)}`;
}

/** The place of the hour in which commands ended. */
function busyHour(hours: readonly OutcomesInHour[]): number {
  return hours.findIndex(({ succeeded }) => succeeded > 0);
}

async function openChart(page: Page) {
  await page.goto(`${opstage().base}/dashboard`);
  const chart = page.getByRole("figure", {
    name: /^Command outcomes per hour, last 24 hours: 3 Succeeded\.$/,
  });
  const plot = chart.getByRole("application", {
    name: /^Command outcomes per hour: the left and right arrow/,
  });
  return { chart, plot, numbers: chart.getByRole("status") };
}

test("by keyboard alone a person reads the numbers of one hour, and all of them as a table", async ({
  page,
}) => {
  const { keyboard } = page;
  const { chart, plot, numbers } = await openChart(page);
  await expect(plot).toBeVisible();
  const hours = await outcomes();
  const busy = hours[busyHour(hours)];
  await tabTo(page, "application", /^Command outcomes per hour/);
  await expect(plot).toHaveCSS("outline-style", "solid");
  for (let steps = 0; steps < busyHour(hours); steps++) await keyboard.press("ArrowRight");
  await expect(numbers).toContainText(busy ? nameOf(busy) : "an hour");
  await expect(numbers.getByRole("listitem").filter({ hasText: "Succeeded" })).toHaveText(
    `Succeeded ${busy?.succeeded}`,
  );
  await keyboard.press("Escape");
  await expect(numbers).toBeHidden();

  await keyboard.press("Tab");
  await expect(chart.locator("summary")).toBeFocused();
  await keyboard.press("Enter");
  const table = chart.getByRole("table", { name: "Command outcomes per hour, as a table" });
  await expect(table.getByRole("rowheader")).toHaveText(hours.map(nameOf));
  await expect(table.getByRole("cell")).toHaveText(
    hours.flatMap(({ succeeded, failed, expired, cancelled }) =>
      [succeeded, failed, expired, cancelled].map(String),
    ),
  );
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a tap on a bar shows its numbers, also at a phone's width", async ({ page }) => {
    const { plot, numbers } = await openChart(page);
    await plot.scrollIntoViewIfNeeded();
    const hours = await outcomes();
    const box = (await plot.boundingBox()) ?? { width: 0, height: 0 };
    const [left, right] = [40, 12];
    const x = left + ((busyHour(hours) + 0.5) / hours.length) * (box.width - left - right);
    await plot.tap({ position: { x, y: box.height / 2 } });
    await expect(numbers).toContainText("Succeeded 3");
    await expect(page.locator("html")).toHaveJSProperty("scrollLeft", 0);
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
  });
});

test("a mouse shows the numbers while it points, and nothing stays when it leaves", async ({ page }) => {
  const { plot, numbers } = await openChart(page);
  await plot.click();
  await expect(numbers).toContainText(/\d\d:00–\d\d:00/);
  await page.mouse.move(0, 0);
  await expect(numbers).toBeHidden();
});

test("a chart whose script does not arrive leaves the page, its sentence and its table", async ({ page }) => {
  await page.route("**/*.js", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes("recharts-surface")) await route.abort();
    else await route.fulfill({ response, body });
  });
  const { chart, plot } = await openChart(page);
  await expect(chart.getByText("The picture could not be loaded.")).toBeVisible();
  await expect(plot).toHaveCount(0);
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("rowheader")).toHaveCount(24);
});
