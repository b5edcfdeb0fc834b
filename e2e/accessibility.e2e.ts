import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, openAction, openTab, opstageForThisFile, settled } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";
import { until } from "./support/until";

const opstage = opstageForThisFile();
let agent: RunningAgent;
let session: OperatorSession;
let serviceId = "";
let agentId = "";
const commandIds: Record<string, string> = {};

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
});
test.afterAll(() => agent?.stop());

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type Rules = Parameters<AxeBuilder["options"]>[0]["runOnly"];

/** What axe finds, as lines that can be read in a report. */
async function violations(page: Page, runOnly: Rules): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly, resultTypes: ["violations"] });
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

/** Checks what is on screen: everything in the light theme, and in the dark one what differs, the colours. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  await settled(page);
  await switchTo(page, "light");
  const everything = await violations(page, { type: "tag", values: wcag });
  expect.soft(everything, `${what}, light`).toEqual([]);
  await switchTo(page, "dark");
  const colours = await violations(page, { type: "rule", values: ["color-contrast"] });
  expect.soft(colours, `${what}, dark`).toEqual([]);
}

/** Changes the theme and waits until no colour is on its way. */
async function switchTo(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveCSS("color-scheme", colorScheme);
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (const animation of document.getAnimations()) {
      // What turns for ever (a sign of waiting) has no end to go to.
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
  });
}

async function visit(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await page.goto(`${opstage().base}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
  });
}

test("the sign-in page, also with its complaint", async ({ page }) => {
  await visit(page, "/login");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your username.")).toBeVisible();
  await expectAccessible(page, "sign-in with complaints");
});

test("the pages of an empty console", async ({ page }) => {
  await beSignedIn(page, opstage().base);
  for (const path of [
    "/dashboard",
    "/agents",
    "/services",
    "/commands",
    "/registration-tokens",
    "/nowhere",
  ]) {
    await visit(page, path);
  }
});

test.describe("with a fleet", () => {
  test.beforeAll(async () => {
    agent = await startAgent(opstage(), session, "checked");
    const [service] = await session.call<{ id: string; agentId: string }[]>(
      "GET",
      "/api/admin/capsule-services",
    );
    serviceId = service?.id ?? "";
    agentId = service?.agentId ?? "";
    for (const action of ["echo", "listThings", "issueKey"]) {
      const command = await session.call<{ id: string }>(
        "POST",
        `/api/admin/capsule-services/${serviceId}/actions/${action}`,
        { payload: action === "echo" ? { text: "hello" } : {}, confirmation: true },
      );
      commandIds[action] = command.id;
    }
    await until("the commands to succeed", async () => {
      const ended = await session.call<unknown[]>("GET", "/api/admin/commands?status=SUCCEEDED");
      return ended.length === 3;
    });
  });
  test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

  test("every list and the dashboard", async ({ page }) => {
    for (const path of [
      "/dashboard",
      "/agents",
      "/services",
      "/commands",
      "/registration-tokens",
      "/audit",
    ]) {
      await visit(page, path);
    }
    await page
      .getByRole("button", { name: /^Show details of/ })
      .first()
      .click();
    await expect(page.getByText("Event id")).toBeVisible();
    await expectAccessible(page, "an audit event's details");
  });

  test("a chart with the numbers of a bar, and its table; how long an action takes", async ({ page }) => {
    await page.goto(`${opstage().base}/dashboard`);
    const outcomes = page.getByRole("figure", { name: /^Command outcomes per hour/ });
    await outcomes.getByText("As a table").click();
    await expect(outcomes.getByRole("table")).toBeVisible();
    await outcomes.getByRole("application").focus();
    await expect(outcomes.getByRole("status")).toContainText("Succeeded");
    await expectAccessible(page, "a chart");
    await page.goto(`${opstage().base}/services/${serviceId}?tab=actions`);
    await page.getByRole("button", { name: "Durations" }).first().click();
    await expect(page.getByRole("application", { name: /^Durations/ })).toBeVisible();
    await expectAccessible(page, "the durations of an action");
  });

  test("users, one's own account, and the settings, tab by tab", async ({ page }) => {
    const { user } = await session.call<{ user: { id: string } }>("GET", "/api/admin/auth/me");
    for (const path of [
      "/users",
      `/users/${user.id}`,
      "/account",
      "/settings",
      "/settings?tab=diagnostics",
      "/settings?tab=metrics",
      "/settings?tab=backup",
    ]) {
      await visit(page, path);
    }
    await page.goto(`${opstage().base}/users`);
    await page.getByRole("button", { name: "Create user" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Make a password" }).click();
    await expectAccessible(page, "creating a user");
  });

  test("the command palette", async ({ page }) => {
    await page.goto(`${opstage().base}/dashboard`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Go to or do" }).fill("checked");
    await expect(page.getByRole("option", { name: /^Service checked .*Healthy$/ })).toBeVisible();
    await expectAccessible(page, "the command palette");
  });

  test("work on many: batches, configs, the fleet map, a selection and its panel", async ({ page }) => {
    const batch = await session.call<{ id: string }>("POST", "/api/admin/batches", {
      filter: {},
      actionName: "check",
    });
    for (const path of [
      "/batches",
      `/batches/${batch.id}`,
      "/configs",
      `/configs?tab=services&left=${serviceId}&right=${serviceId}`,
      "/configs?tab=changes",
      "/services?view=map",
    ]) {
      await visit(page, path);
    }
    await page.goto(`${opstage().base}/services`);
    await page.getByRole("checkbox", { name: "Select Service checked" }).check();
    await expectAccessible(page, "a selection");
    await page.getByRole("button", { name: "Run action…" }).click();
    await page.getByRole("combobox", { name: "Action", exact: true }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: "Echo" }).click();
    await expect(page.getByRole("dialog").getByText("1 service would run it").first()).toBeVisible();
    await expectAccessible(page, "the panel of a batch");
  });

  test("an agent and a service, tab by tab", async ({ page }) => {
    for (const tab of ["overview", "services", "commands", "audit", "tokens"]) {
      await visit(page, `/agents/${agentId}?tab=${tab}`);
    }
    for (const tab of ["overview", "manifest", "health", "configs", "actions", "commands", "audit"]) {
      await visit(page, `/services/${serviceId}?tab=${tab}`);
    }
  });

  test("commands: a list as result, a one-time secret", async ({ page }) => {
    for (const action of ["echo", "listThings", "issueKey"])
      await visit(page, `/commands/${commandIds[action]}`);
    await page.getByRole("button", { name: "Show it once" }).click();
    await expect(page.getByText("Copy it now. It will not be shown again.")).toBeVisible();
    await expectAccessible(page, "a revealed secret");
  });

  test("the drawer over a list and the action panel over it", async ({ page }) => {
    await page.goto(`${opstage().base}/services`);
    await page.getByRole("link", { name: "checked", exact: true }).click();
    await expect(page.getByRole("article", { name: "Service checked" })).toBeVisible();
    await expectAccessible(page, "a service in a drawer");
    await openTab(page, "Actions");

    const form = await openAction(page, "Echo");
    await expect(form.getByText(/^Values from the agent/)).toBeVisible();
    await expectAccessible(page, "the form of an action");
    await form.getByLabel("Text").clear();
    await form.getByRole("button", { name: "Run Echo" }).click();
    await expect(form.getByText(/needs? attention before this can run/)).toBeVisible();
    await expectAccessible(page, "the form with complaints");
    await form.getByText("JSON", { exact: true }).click();
    await form.getByRole("textbox", { name: "Input as JSON" }).fill('{ "text": "hello" }');
    await expectAccessible(page, "the input as JSON");
    await form.getByRole("button", { name: "Run Echo" }).click();
    await expect(form.getByText("Succeeded")).toBeVisible();
    await expectAccessible(page, "the result");
    await form.getByRole("button", { name: "Close" }).click();

    const risky = await openAction(page, "Issue a key");
    await expect(risky.getByText("Type checked to confirm")).toBeVisible();
    await expectAccessible(page, "a confirmation");
  });

  test("the dialogs", async ({ page }) => {
    await page.goto(`${opstage().base}/registration-tokens`);
    await page.getByRole("button", { name: "Create token" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("For the check");
    await expectAccessible(page, "creating a token");
    await dialog.getByRole("button", { name: "Create token" }).click();
    await expect(dialog.getByText("This is the only time the token is shown")).toBeVisible();
    await expectAccessible(page, "the new token");
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Revoke" }).first().click();
    await expect(page.getByRole("dialog", { name: "Revoke token For the check?" })).toBeVisible();
    await expectAccessible(page, "a question before a change");
  });

  // What is said above of the English pages and of wide ones holds here too; the colours are the same.
  test.describe("in Chinese", { tag: "@full" }, () => {
    test.use({ locale: "zh-CN" });

    test("every page", async ({ page }) => {
      for (const path of [
        "/dashboard",
        "/agents",
        `/agents/${agentId}`,
        "/services",
        `/services/${serviceId}`,
        `/services/${serviceId}?tab=actions`,
        "/commands",
        `/commands/${commandIds.listThings}`,
        "/registration-tokens",
        "/audit",
        "/users",
        "/account",
        "/settings",
        "/settings?tab=metrics",
        "/settings?tab=backup",
      ])
        await visit(page, path);
    });
  });

  test.describe("on a phone", { tag: "@full" }, () => {
    test.use({ viewport: { width: 390, height: 844 } });

    test("every page, and the navigation", async ({ page }) => {
      for (const path of [
        "/dashboard",
        "/services",
        `/services/${serviceId}`,
        "/commands",
        "/audit",
        "/users",
        "/account",
        "/settings",
      ]) {
        await visit(page, path);
      }
      await page.getByRole("button", { name: "Open navigation" }).click();
      await expect(page.getByRole("link", { name: "Capsule Services" })).toBeVisible();
      await expectAccessible(page, "the navigation");
    });
  });
});

test.describe("by keyboard", () => {
  test("a dialog takes the focus, gives it back, and closes with Escape", async ({ page }) => {
    await beSignedIn(page, opstage().base);
    await page.goto(`${opstage().base}/registration-tokens`);
    const button = page.getByRole("button", { name: "Create token" }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(button).toBeFocused();
  });

  test("the first Tab offers to skip the navigation", async ({ page }) => {
    await beSignedIn(page, opstage().base);
    await page.goto(`${opstage().base}/agents`);
    await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  });
});
