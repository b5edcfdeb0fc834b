import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import {
  beSignedIn,
  choose,
  csrfTokenOf,
  fillSignIn,
  navigateTo,
  openAction,
  openTab,
  opstageForThisFile,
  rowWith,
  settled,
  signIn,
} from "./support/journey";
import { createRegistrationToken, type OperatorSession, signInOverRest } from "./support/operator";

const opstage = opstageForThisFile();
const people = {
  viewer: { username: "viewer@example.local", password: "only looks at things" },
  operator: { username: "operator@example.local", password: "does things as well" },
};
let session: OperatorSession;
let agent: RunningAgent | undefined;

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  for (const [role, credentials] of Object.entries(people)) {
    await session.call("POST", "/api/admin/users", { ...credentials, role });
  }
});
test.afterAll(() => agent?.stop());

test.describe("before the first agent", () => {
  test("every list says what to do next, and the dashboard guides until the agent arrives", async ({
    page,
  }) => {
    const { base } = opstage();
    await signIn(page, base);
    for (const [title, words] of [
      ["Agents", "No agent has registered yet"],
      ["Capsule Services", "No service has been reported yet"],
      ["Registration Tokens", "No registration token yet"],
      ["Commands", "No command has been sent yet"],
    ] as const) {
      await navigateTo(page, title);
      await expect(page.getByText(words)).toBeVisible();
    }

    await page.getByRole("link", { name: "Dashboard" }).click();
    const steps = page.getByRole("listitem");
    await expect(steps.filter({ hasText: "Create a registration token" })).toHaveAttribute(
      "aria-current",
      "step",
    );
    await page.getByRole("button", { name: "Create token" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("The first one");
    await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(steps.filter({ hasText: "Start an agent with it" })).toHaveAttribute("aria-current", "step");

    agent = await startAgent(opstage(), session, "worker-one");
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Agents" }).getByText("Online 1")).toBeVisible();
  });
});

test.describe("with an agent", () => {
  test.beforeAll(async () => {
    agent ??= await startAgent(opstage(), session, "worker-one");
    for (let number = 1; number <= 25; number++) {
      await createRegistrationToken(session, `Token ${String(number).padStart(2, "0")}`);
    }
  });

  test("page, order and filters stand in the address, and the address brings them back", async ({ page }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    await page.goto(`${base}/registration-tokens?q=Token`);
    await expect(page.getByText("1–20 of 25")).toBeVisible();

    await page.getByRole("button", { name: "Next page" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(page.getByText("21–25 of 25")).toBeVisible();

    await page.getByRole("columnheader", { name: "Name" }).click();
    await expect(page).toHaveURL(/sort=name/);
    await expect(page).not.toHaveURL(/page=2/);
    await expect(rowWith(page, "Token 01")).toBeVisible();

    await choose(page, "Status", "Active");
    await expect(page).toHaveURL(/status=ACTIVE/);
    await page.getByRole("textbox", { name: "Name" }).fill("Token 2");
    await expect(page).toHaveURL(/q=Token\+2/);
    await expect(page.getByText("1–6 of 6")).toBeVisible();

    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.getByText("1–6 of 6")).toBeVisible();
    await expect(other.getByRole("textbox", { name: "Name" })).toHaveValue("Token 2");
    await expect(rowWith(other, "Token 20").first()).toBeVisible();

    await choose(page, "Status", "Revoked");
    await expect(page.getByText("Nothing matches these filters")).toBeVisible();
    await page.getByRole("button", { name: "Reset filters" }).click();
    await expect(page).not.toHaveURL(/status=|q=/);
    await expect(page.getByText(/^1–20 of \d+$/)).toBeVisible();
  });

  test("on a laptop a list has room for its columns, and for more when somebody asks", async ({ page }) => {
    const { base } = opstage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await beSignedIn(page, base);
    for (const path of [
      "agents",
      "services",
      "registration-tokens",
      "commands",
      "batches",
      "audit",
      "users",
    ]) {
      await page.goto(`${base}/${path}`);
      await settled(page);
      const outside = await page
        .locator(".ant-table-content")
        .evaluateAll((tables) => tables.map((table) => table.scrollWidth - table.clientWidth));
      expect([path, ...outside.filter((px) => px > 0)]).toEqual([path]);
    }
    await page.goto(`${base}/services`);
    const runtime = page.getByRole("columnheader", { name: "Runtime" });
    await expect(rowWith(page, "worker-one")).toBeVisible();
    await expect(runtime).toHaveCount(0);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Runtime" }).check();
    await expect(runtime).toBeVisible();
    await page.getByRole("button", { name: "Show default columns" }).click();
    await expect(runtime).toHaveCount(0);
    await page.setViewportSize({ width: 1920, height: 800 });
    await expect(runtime).toBeVisible();
  });

  test("a list that cannot be loaded says so and loads on Retry", async ({ page }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    await page.route("**/api/trpc/**agents.list**", (route) => route.abort());
    await page.goto(`${base}/agents`);
    const alert = page.getByRole("alert").filter({ hasText: "This could not be loaded" });
    await expect(alert).toBeVisible();
    await expect(alert.getByText("The server cannot be reached.")).toBeVisible();
    await page.unroute("**/api/trpc/**agents.list**");
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(rowWith(page, "worker-one")).toBeVisible();
  });

  test("rows are links: the detail opens over the list, Back closes it, its address is a page", async ({
    page,
  }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    await page.goto(`${base}/services?status=HEALTHY`);
    await page.getByRole("link", { name: "worker-one", exact: true }).click();
    await expect(page.getByRole("dialog").getByRole("article", { name: "Service worker-one" })).toBeVisible();
    const configs = await openTab(page, "Configs");
    await expect(configs.getByText("eu-central")).toBeVisible();
    await expect(configs.getByText("env://API_KEY")).toBeVisible();
    const address = page.url();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page).toHaveURL(`${base}/services?status=HEALTHY`);
    await page.goBack();
    const again = page.getByRole("dialog").getByRole("tabpanel", { name: /^Configs/ });
    await expect(again.getByText("eu-central")).toBeVisible();

    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1, name: "Service worker-one" })).toBeVisible();
    await expect(page.getByText("eu-central")).toBeVisible();
  });

  test("[seed 92] [seed 93] a one-time secret is shown once, and never again", async ({ page }) => {
    const { base } = opstage();
    await signIn(page, base);
    await navigateTo(page, "Capsule Services");
    await page.getByRole("link", { name: "worker-one", exact: true }).click();
    await openTab(page, "Actions");
    const panel = await openAction(page, "Issue a key");
    await panel.getByRole("button", { name: "Run Issue a key" }).click();
    await expect(panel.getByText("Type the service code worker-one to confirm first")).toBeVisible();
    await panel.getByLabel("Type worker-one to confirm").fill("worker-one");
    await panel.getByRole("button", { name: "Run Issue a key" }).click();

    await expect(panel.getByText("Succeeded")).toBeVisible();
    await expect(panel.getByText("key-of-worker-one-4711")).toHaveCount(0);
    await panel.getByRole("button", { name: "Show it once" }).click();
    await expect(panel.getByText("key-of-worker-one-4711")).toBeVisible();
    await expect(panel.getByText("Copy it now. It will not be shown again.")).toBeVisible();

    await panel.getByRole("link", { name: "Open command" }).click();
    await expect(page.getByRole("tab", { name: "Result", exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Issue a key" })).toBeVisible();
    await settled(page);
    await expect(page.getByText("key-of-worker-one-4711")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Show it once" })).toHaveCount(0);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain("4711");
  });

  test("a viewer sees what operators can do, disabled with the reason, and the server refuses it", async ({
    page,
  }) => {
    const { base } = opstage();
    await page.goto(`${base}/registration-tokens`);
    await fillSignIn(page, people.viewer);
    const create = page.getByRole("button", { name: "Create token" });
    await expect(create).toHaveAttribute("aria-disabled", "true");
    await create.hover();
    await expect(page.getByRole("tooltip")).toHaveText(
      "Needs the role Operator or higher. You are signed in as Viewer.",
    );
    await create.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);

    await navigateTo(page, "Capsule Services");
    await page.getByRole("link", { name: "worker-one", exact: true }).click();
    await openTab(page, "Actions");
    await expect(page.getByRole("button", { name: "Run Echo" })).toHaveAttribute("aria-disabled", "true");

    const refused = await page.request.post(`${base}/api/admin/registration-tokens`, {
      headers: { "x-csrf-token": await csrfTokenOf(page, base) },
      data: { name: "Not by me" },
    });
    expect(refused.status()).toBe(403);
    expect((await refused.json()).error.code).toBe("FORBIDDEN");
  });

  test("an operator may run actions and follow a row of their result", async ({ page }) => {
    const { base } = opstage();
    await page.goto(`${base}/services`);
    await fillSignIn(page, people.operator);
    await page.getByRole("link", { name: "worker-one", exact: true }).click();
    await openTab(page, "Actions");
    const list = await openAction(page, "List things");
    await list.getByRole("button", { name: "Run List things" }).click();
    await expect(rowWith(list, "Second thing")).toBeVisible();
    await rowWith(list, "Second thing").getByRole("button", { name: "Echo it" }).click();

    const echo = page.getByRole("region", { name: "Echo", exact: true });
    await expect(echo.getByLabel("Text")).toHaveValue("Second thing");
    await echo.getByRole("button", { name: "Run Echo" }).click();
    await expect(echo.getByText("Succeeded")).toBeVisible();
    await echo.getByRole("button", { name: "Back" }).click();
    await expect(rowWith(list, "First thing")).toBeVisible();
  });

  test("[seed 32] two people see the same changes as they happen", async ({ page, browser }) => {
    const { base } = opstage();
    const secondContext = await browser.newContext({ locale: "en-US" });
    const second = await secondContext.newPage();
    try {
      await signIn(page, base);
      await navigateTo(page, "Capsule Services");
      await second.goto(`${base}/registration-tokens?q=Token+01`);
      await fillSignIn(second, people.operator);
      for (const each of [page, second]) await expect(each.getByText("Live", { exact: true })).toBeVisible();

      await agent?.setHealth({ status: "DOWN", message: "upstream unreachable" });
      await expect(rowWith(page, "worker-one", "Unhealthy", "upstream unreachable")).toBeVisible();
      await agent?.setHealth({ status: "UP", message: "all is well" });
      await expect(rowWith(page, "worker-one", "Healthy")).toBeVisible();

      await navigateTo(page, "Registration Tokens");
      await page.getByRole("textbox", { name: "Name" }).fill("Token 01");
      await rowWith(page, "Token 01").getByRole("button", { name: "Revoke" }).click();
      const question = page.getByRole("dialog", { name: "Revoke token Token 01?" });
      await question.getByRole("button", { name: "Revoke" }).click();
      await expect(rowWith(second, "Token 01", "Revoked")).toBeVisible();
    } finally {
      await secondContext.close();
    }
  });

  test("nothing is wider than a phone: no page scrolls sideways", async ({ page }) => {
    const { base } = opstage();
    const [service] = await session.call<{ id: string; agentId: string }[]>(
      "GET",
      "/api/admin/capsule-services",
    );
    const [command] = await session.call<{ id: string }[]>("GET", "/api/admin/commands");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page, `${base}/login`);
    await beSignedIn(page, base);
    for (const path of [
      "/dashboard",
      "/agents",
      `/agents/${service?.agentId}`,
      "/services",
      ...["overview", "manifest", "health", "configs", "actions", "commands", "audit"].map(
        (tab) => `/services/${service?.id}?tab=${tab}`,
      ),
      "/commands",
      `/commands/${command?.id}`,
      "/registration-tokens",
      "/audit",
      "/nowhere",
    ]) {
      await expectNoSidewaysScroll(page, `${base}${path}`);
    }
  });
});

/** Opens an address and measures it at 390 and at 360 px. */
async function expectNoSidewaysScroll(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await settled(page);
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(scrollWidth, `${address} at ${width} px`).toBeLessThanOrEqual(width);
  }
}
