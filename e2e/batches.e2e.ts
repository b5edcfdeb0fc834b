import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, choose, navigateTo, opstageForThisFile, rowWith, settled } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";

const opstage = opstageForThisFile();
const codes = ["broken-one", "calm-one", "calm-two"];
const viewer = { username: "viewer@example.local", password: "only looks at things" };
let session: OperatorSession;
let agents: RunningAgent[] = [];

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  await session.call("POST", "/api/admin/users", { ...viewer, role: "viewer" });
  agents = await Promise.all(codes.map((code) => startAgent(opstage(), session, code)));
});
test.afterAll(() => Promise.all(agents.map((agent) => agent.stop())));

/** Selects services by their checkboxes and opens the panel. */
async function openPanel(page: Page, names: readonly string[]) {
  await page.goto(`${opstage().base}/services`);
  for (const name of names) {
    await page.getByRole("checkbox", { name: `Select Service ${name}`, exact: true }).check();
  }
  await expect(page.getByText(`${names.length} selected`)).toBeVisible();
  await page.getByRole("button", { name: "Run action…" }).click();
  const panel = page.getByRole("dialog");
  await expect(panel.getByText("Choose an action to see")).toBeVisible();
  return panel;
}

async function chooseAction(page: Page, label: string) {
  await page.getByRole("combobox", { name: "Action", exact: true }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: label }).first().click();
}

test("one action runs on several services, and the page says what became of each", async ({ page }) => {
  await beSignedIn(page, opstage().base);
  const panel = await openPanel(page, codes);
  await chooseAction(page, "Check");
  await expect(panel.getByText("3 services would run it").first()).toBeVisible();
  await panel.getByRole("button", { name: "Run Check" }).click();

  await expect(page.getByRole("heading", { level: 1, name: /^Check/ })).toBeVisible();
  await expect(rowWith(page, "Service broken-one", "Failed", "The disk is full.")).toBeVisible();
  await expect(rowWith(page, "Service calm-one", "Succeeded")).toBeVisible();
  await expect(rowWith(page, "Service calm-two", "Succeeded")).toBeVisible();
  await expect(page.getByText("Completed with failures")).toBeVisible();
  await expect(page.getByRole("img", { name: "Succeeded 2, Failed 1" })).toBeVisible();

  await choose(page, "Status", "Failed");
  await expect(rowWith(page, "Service calm-one")).toHaveCount(0);
  await rowWith(page, "Service broken-one").getByRole("link", { name: /^cmd_/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check" })).toBeVisible();
  await page.getByText("Part of batch").getByRole("link").click();
  await expect(page.getByText("Completed with failures")).toBeVisible();

  await navigateTo(page, "Batches");
  await expect(rowWith(page, "Check", "Completed with failures")).toBeVisible();
});

test("cancelling a batch ends what runs and never starts what waits", async ({ page }) => {
  await beSignedIn(page, opstage().base);
  const panel = await openPanel(page, codes);
  await chooseAction(page, "Wait for the end");
  await panel.getByRole("spinbutton", { name: "At the same time" }).fill("2");
  await panel.getByRole("button", { name: "Run Wait for the end" }).click();

  await expect(page.getByRole("img", { name: "Running 2, Waiting 1" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel batch" }).click();
  const question = page.getByRole("dialog", { name: "Cancel the batch Wait for the end?" });
  await expect(question.getByText("1 service will not be started, and 2 running commands")).toBeVisible();
  await question.getByRole("button", { name: "Cancel batch" }).click();
  await expect(page.getByRole("img", { name: "Cancelled 3" })).toBeVisible();

  const commands = await session.call<{ status: string; batchId: string }[]>(
    "GET",
    "/api/admin/commands?actionName=waitForEnd&type=ACTION_EXECUTE",
  );
  expect(commands.map(({ status }) => status)).toEqual(["CANCELLED", "CANCELLED"]);
});

test("a batch goes on when its page is closed, over all services that match the filter", async ({
  page,
  context,
}) => {
  await beSignedIn(page, opstage().base);
  await page.goto(`${opstage().base}/services?q=calm`);
  await page.getByRole("checkbox", { name: "Select Service calm-one" }).check();
  await page.getByRole("button", { name: "Select all 2 that match" }).click();
  await page.getByRole("button", { name: "Run action…" }).click();
  await chooseAction(page, "Issue a key");
  const panel = page.getByRole("dialog");
  await panel.getByRole("button", { name: "Run Issue a key" }).click();
  await expect(panel.getByText("Type the service code issueKey to confirm first")).toBeVisible();
  await panel.getByLabel("Type issueKey to confirm").fill("issueKey");
  await panel.getByRole("button", { name: "Run Issue a key" }).click();
  await expect(page).toHaveURL(/\/batches\/bat_/);
  const address = page.url();
  await page.close();

  const later = await context.newPage();
  await later.goto(address);
  await expect(later.getByRole("img", { name: "Succeeded 2" })).toBeVisible();
});

test("a viewer may look at batches, and can neither run nor cancel one", async ({ page }) => {
  await beSignedIn(page, opstage().base, viewer);
  await page.goto(`${opstage().base}/services`);
  await page.getByRole("checkbox", { name: "Select Service calm-one" }).check();
  await expect(page.getByRole("button", { name: "Run action…" })).toHaveAttribute("aria-disabled", "true");
  await navigateTo(page, "Batches");
  await settled(page);
  await expect(page.getByRole("row").filter({ hasText: "Check" })).toBeVisible();
});
