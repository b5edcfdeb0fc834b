import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { actionPanel, opstageForThisFile, tabTo } from "./support/journey";
import { signInOverRest } from "./support/operator";
import { owner } from "./support/opstage-process";

const opstage = opstageForThisFile();
let agent: RunningAgent;

test.beforeAll(async () => {
  agent = await startAgent(opstage(), await signInOverRest(opstage()), "by-keyboard");
});
test.afterAll(() => agent?.stop());

/** The focused element shows that it is. */
async function expectFocusVisible(page: Page): Promise<void> {
  const isVisible = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null) return false;
    const marked = [focused, focused.parentElement].filter((element) => element !== null);
    return marked.some((element) => {
      const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
      return outlineStyle !== "none" || boxShadow !== "none" || borderColor !== "rgb(0, 0, 0)";
    });
  });
  expect(isVisible).toBe(true);
}

test("without a mouse: sign in, find a service, run an action, read its result and sign out", async ({
  page,
}) => {
  const { keyboard } = page;
  await page.goto(`${opstage().base}/login`);
  await expect(page.getByLabel("Username")).toBeFocused();
  await keyboard.type(owner.username);
  await keyboard.press("Tab");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await keyboard.type(owner.password);
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();

  await test.step("skip the navigation, then take it", async () => {
    await tabTo(page, "link", "Capsule Services");
    await expectFocusVisible(page);
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Capsule Services" })).toBeVisible();
  });

  await test.step("open the service over the list, and its actions by the arrow keys", async () => {
    await tabTo(page, "link", "by-keyboard");
    await keyboard.press("Enter");
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByRole("heading", { name: /Service by-keyboard/ })).toBeVisible();
    await tabTo(page, "tab", /Overview/);
    const actions = page.getByRole("tab", { name: /Actions \d/ });
    for (let steps = 0; steps < 6; steps++) {
      if (await actions.evaluate((tab) => tab === document.activeElement)) break;
      await keyboard.press("ArrowRight");
    }
    await expect(actions).toBeFocused();
    await keyboard.press("Enter");
    await expect(actions).toHaveAttribute("aria-selected", "true");
  });

  await test.step("run an action from its form", async () => {
    const run = page.getByRole("button", { name: "Run Echo", exact: true }).filter({ visible: true }).first();
    await expect(run).toBeVisible();
    for (let presses = 0; presses < 60; presses++) {
      if (await run.evaluate((element) => element === document.activeElement)) break;
      await keyboard.press("Tab");
    }
    await expect(run).toBeFocused();
    await keyboard.press("Enter");
    const panel = actionPanel(page, "Echo");
    await expect(panel.getByText(/^Values from the agent/)).toBeVisible();
    await tabTo(page, "textbox", /^Text/);
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("typed, not clicked");
    await keyboard.press("Enter");
    await expect(panel.getByText("Succeeded", { exact: true })).toBeVisible();
    await expect(panel.getByText("typed, not clicked").first()).toBeVisible();
  });

  await test.step("close what is open, one by one, and leave", async () => {
    await keyboard.press("Escape");
    await expect(actionPanel(page, "Echo")).toBeHidden();
    await keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await tabTo(page, "button", /Administrator/);
    await keyboard.press("Enter");
    const signOut = page.getByRole("menuitem", { name: "Sign out" });
    await expect(signOut).toBeVisible();
    for (let presses = 0; presses < 12; presses++) {
      if (await signOut.evaluate((element) => element.contains(document.activeElement))) break;
      await keyboard.press("ArrowDown");
    }
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  });
});
