import { expect, type Page, test } from "@playwright/test";
import { beSignedIn, opstageForThisFile, settled } from "./support/journey";
import { addMany } from "./support/stage";

/** Work of the page's main thread for one step, in its own time, so that other work of the machine does not count. */
const mostWorkMs = 1_500;
const agentCount = 10_000;

const opstage = opstageForThisFile();

// A trace writes the page down at every step, which is more than the step itself.
test.use({ trace: "off" });

test.describe("with 10,000 agents and services", { tag: "@full" }, () => {
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    await addMany(opstage(), agentCount);
  });
  test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

  /** Tells how long the page's main thread worked since it was asked last. */
  async function workOf(page: Page): Promise<() => Promise<number>> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    let before = 0;
    return async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const seconds = metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
      const since = Math.round((seconds - before) * 1_000);
      before = seconds;
      return since;
    };
  }

  for (const { path, title, sorted } of [
    { path: "/agents", title: "Agents", sorted: "Code" },
    { path: "/services", title: "Capsule Services", sorted: "Code" },
    { path: "/commands", title: "Commands", sorted: "Created" },
    { path: "/audit", title: "Audit Events", sorted: "Time" },
  ]) {
    test(`${title} page, sort and go deep without much work`, async ({ page }) => {
      await page.goto(`${opstage().base}${path}?pageSize=100`);
      const table = page.getByRole("table").first();
      await expect(table.getByRole("row")).toHaveCount(101);
      await settled(page);
      const work = await workOf(page);
      await work();

      const next = page.getByRole("button", { name: /^Next/ });
      for (const step of [2, 3, 4]) {
        const before = await table.getByRole("row").nth(1).textContent();
        await next.click();
        await expect(page).toHaveURL(new RegExp(`page=${step}`));
        await expect(table.getByRole("row").nth(1)).not.toHaveText(before ?? "");
        await settled(page);
        expect.soft(await work(), `turning to page ${step}`).toBeLessThan(mostWorkMs);
      }
      await table.getByRole("columnheader", { name: sorted, exact: true }).click();
      await expect(page).toHaveURL(/sort=/);
      await settled(page);
      await expect(table.getByRole("row")).toHaveCount(101);
      expect.soft(await work(), "sorting").toBeLessThan(mostWorkMs);
      await page.mouse.wheel(0, 4_000);
      await page.mouse.wheel(0, -4_000);
      expect.soft(await work(), "scrolling").toBeLessThan(mostWorkMs);
    });
  }

  test("a search over all of them finds the one", async ({ page }) => {
    await page.goto(`${opstage().base}/services`);
    await page.getByRole("textbox", { name: "Code or name" }).fill("fleet-service-7351");
    await expect(page.getByRole("link", { name: "fleet-service-7351" })).toBeVisible();
    await expect(page).toHaveURL(/q=fleet-service-7351/);
  });

  test("a filter finds any of them by what is typed, and names it when the link is opened again", async ({
    page,
  }) => {
    await page.goto(`${opstage().base}/commands`);
    await page.getByRole("combobox", { name: "Service", exact: true }).fill("fleet-service-7351");
    await page.getByTitle(/\(fleet-service-7351\)$/).click();
    await expect(page).toHaveURL(/serviceId=svc_/);
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(21);
    await page.reload();
    await expect(page.getByTitle(/\(fleet-service-7351\)$/)).toBeVisible();
    await expect(rows).toHaveCount(21);
  });

  test("the fleet map draws 5,000 tiles and says that there are more", async ({ page }) => {
    await page.goto(`${opstage().base}/services?view=map`);
    const tiles = page.locator("[data-tile]");
    await expect(tiles).toHaveCount(5_000, { timeout: 60_000 });
    await expect(page.locator(".ant-alert-info")).toContainText("The map shows the first 5,000 services");
  });

  // By selector, and waiting without `expect`: both would describe all of the page each time they find nothing yet,
  // and a page with 5,000 tiles does nothing else meanwhile.
  test("the keyboard goes over the map's 5,000 tiles, into a service and back", async ({ page }) => {
    await page.goto(`${opstage().base}/services?view=map`);
    const tiles = page.locator("[data-tile]");
    await expect(tiles).toHaveCount(5_000, { timeout: 60_000 });
    const work = await workOf(page);
    await tiles.first().focus();
    await work();
    await page.keyboard.press("ArrowRight");
    await expect(tiles.nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(tiles.last()).toBeFocused();
    await page.keyboard.press("Home");
    await expect(tiles.first()).toBeFocused();
    expect.soft(await work(), "moving").toBeLessThan(mostWorkMs);
    await page.keyboard.press("Enter");
    const tabs = page.locator(".detail-drawer .ant-tabs").first();
    await tabs.waitFor();
    expect.soft(await work(), "opening").toBeLessThan(mostWorkMs);
    await page.keyboard.press("Escape");
    await tabs.waitFor({ state: "detached" });
    await page.locator("[data-tile]:focus").waitFor();
    await expect(tiles.first()).toBeFocused();
  });
});
