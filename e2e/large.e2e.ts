import { expect, type Page, test } from "@playwright/test";
import { beSignedIn, opstageForThisFile, settled } from "./support/journey";
import { addMany } from "./support/stage";

/** Nobody may wait so long for a page to answer, even on a machine that does other work too. */
const hitchMs = 1_000;
const agentCount = 10_000;

const opstage = opstageForThisFile();

test.describe("with 10,000 agents and services", { tag: "@full" }, () => {
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    await addMany(opstage(), agentCount);
  });
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
      }).observe({ type: "longtask", buffered: false });
    });
    await beSignedIn(page, opstage().base);
  });

  /** The stretches in which the page could not answer, since the last time this was asked. */
  async function hitches(page: Page): Promise<number[]> {
    const tasks = await page.evaluate(() => {
      const seen: unknown = Reflect.get(window, "longTasks");
      return Array.isArray(seen) ? seen.splice(0).map(Number) : [];
    });
    return tasks.filter((duration) => duration > hitchMs);
  }

  for (const { path, title, sorted } of [
    { path: "/agents", title: "Agents", sorted: "Code" },
    { path: "/services", title: "Capsule Services", sorted: "Code" },
    { path: "/commands", title: "Commands", sorted: "Created" },
    { path: "/audit", title: "Audit Events", sorted: "Time" },
  ]) {
    test(`${title} page, sort and go deep without a hitch`, async ({ page }) => {
      await page.goto(`${opstage().base}${path}?pageSize=100`);
      const table = page.getByRole("table").first();
      await expect(table.getByRole("row")).toHaveCount(101);
      await settled(page);
      await hitches(page);

      const next = page.getByRole("button", { name: /^Next/ });
      for (const step of [2, 3, 4]) {
        const before = await table.getByRole("row").nth(1).textContent();
        await next.click();
        await expect(page).toHaveURL(new RegExp(`page=${step}`));
        await expect(table.getByRole("row").nth(1)).not.toHaveText(before ?? "");
      }
      await table.getByRole("columnheader", { name: sorted, exact: true }).click();
      await expect(page).toHaveURL(/sort=/);
      await settled(page);
      await expect(table.getByRole("row")).toHaveCount(101);
      await page.mouse.wheel(0, 4_000);
      await page.mouse.wheel(0, -4_000);
      expect(await hitches(page)).toEqual([]);
    });
  }

  test("a search over all of them finds the one", async ({ page }) => {
    await page.goto(`${opstage().base}/services`);
    await page.getByRole("textbox", { name: "Code or name" }).fill("fleet-service-7351");
    await expect(page.getByRole("link", { name: "fleet-service-7351" })).toBeVisible();
    await expect(page).toHaveURL(/q=fleet-service-7351/);
  });

  test("the fleet map draws 5,000 tiles, says that there are more, and answers the arrow keys", async ({
    page,
  }) => {
    await page.goto(`${opstage().base}/services?view=map`);
    const tiles = page.locator("[data-tile]");
    await expect(tiles).toHaveCount(5_000, { timeout: 60_000 });
    await expect(page.getByText(/^The map shows the first 5,000 services/)).toBeVisible();
    await settled(page);
    await hitches(page);
    await tiles.first().focus();
    for (let step = 0; step < 20; step++) await page.keyboard.press("ArrowRight");
    await expect(tiles.nth(20)).toBeFocused();
    await page.mouse.wheel(0, 6_000);
    expect(await hitches(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").getByRole("heading", { name: /Fleet service/ })).toBeVisible();
  });
});
