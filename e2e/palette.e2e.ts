import { expect, type Locator, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { actionPanel, beSignedIn, opstageForThisFile, settled } from "./support/journey";
import { signInOverRest } from "./support/operator";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();
let agent: RunningAgent;
let serviceId = "";
let commandId = "";

test.beforeAll(async () => {
  const session = await signInOverRest(opstage());
  agent = await startAgent(opstage(), session, "findable");
  const [service] = await session.call<{ id: string }[]>("GET", "/api/admin/capsule-services");
  serviceId = service?.id ?? "";
  const command = await session.call<{ id: string }>(
    "POST",
    `/api/admin/capsule-services/${serviceId}/actions/echo`,
    { payload: { text: "4711" } },
  );
  commandId = command.id;
});
test.afterAll(() => agent?.stop());

/** Opens the palette by its keys, on a page that is there. */
async function openPalette(page: Page): Promise<Locator> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: "Go to or do" });
  await expect(field).toBeFocused();
  return field;
}

/** Opens the palette as soon as one has come to a page. */
async function openPaletteOn(page: Page, path: string): Promise<Locator> {
  await beSignedIn(page, opstage().base);
  await page.goto(`${opstage().base}${path}`);
  return openPalette(page);
}

test("by keyboard alone: to a page, to a service, to a command by its id", async ({ page }) => {
  const { base } = opstage();
  const field = await openPaletteOn(page, "/dashboard");
  await field.fill("audit ev");
  await expect(page.getByRole("option", { name: "Audit Events" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${base}/audit`);

  await (await openPalette(page)).fill("findable");
  await expect(page.getByRole("option", { name: /^Service findable .*Healthy$/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${base}/services/${serviceId}`);

  await (await openPalette(page)).fill(commandId);
  await expect(page.getByRole("option", { name: new RegExp(commandId) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${base}/commands/${commandId}`);
});

test("what is typed and taken at once is where it goes", async ({ page }) => {
  const { base } = opstage();
  const field = await openPaletteOn(page, "/audit");
  await field.pressSequentially("regist");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${base}/registration-tokens`);
});

test("arrows go round, Escape closes and the focus returns to where it was", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/agents`);
  const button = page.getByRole("button", { name: "Open the command palette" });
  await button.focus();
  await page.keyboard.press("Enter");
  const field = page.getByRole("combobox", { name: "Go to or do" });
  await expect(field).toBeFocused();
  const options = page.getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(button).toBeFocused();
});

test("an action is found under its service and opened, not run", async ({ page }) => {
  const { base } = opstage();
  const field = await openPaletteOn(page, "/dashboard");
  await field.fill("findable");
  await page.getByRole("option", { name: "Run an action on Service findable…" }).click();
  await expect(field).toHaveValue("");
  await field.fill("ech");
  await expect(page.getByRole("option", { name: /^Echo/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(actionPanel(page, "Echo").getByRole("button", { name: "Run Echo" })).toBeVisible();
  await expect(page).toHaveURL(`${base}/services/${serviceId}?tab=actions`);
});

test("a viewer is told why an action cannot be chosen, and sees no page that is not theirs", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base, await addUser(opstage(), { username: "vic", role: "viewer" }));
  await page.goto(`${base}/dashboard`);
  const field = await openPalette(page);
  await expect(page.getByRole("option", { name: "Users" })).toHaveCount(0);
  await field.fill("findable");
  await page.getByRole("option", { name: /^Run an action on/ }).click();
  const echo = page.getByRole("option", { name: /^Echo/ });
  await expect(echo).toHaveAttribute("aria-disabled", "true");
  await expect(echo.getByText(/Needs the role Operator/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toBeVisible();
});

test("what cannot be found is said", async ({ page }) => {
  await (await openPaletteOn(page, "/dashboard")).fill("no such thing");
  await expect(page.getByText("Nothing matches.")).toBeVisible();
});

test("a view is saved under a name, holds after a reload, and is removed", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/commands?status=FAILED&page=1`);
  await settled(page);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("textbox", { name: "Name of this view" }).fill("What failed");
  await page.getByRole("button", { name: "Save this view" }).click();
  await expect(page.getByRole("button", { name: "What failed", exact: true })).toBeVisible();

  await page.goto(`${base}/commands`);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("link", { name: "What failed" }).click();
  await expect(page).toHaveURL(`${base}/commands?status=FAILED`);
  await page.getByRole("button", { name: "What failed", exact: true }).click();
  await page.getByRole("button", { name: "Remove the view What failed" }).click();
  await expect(page.getByRole("link", { name: "What failed" })).toHaveCount(0);
});
