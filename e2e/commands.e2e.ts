import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { beSignedIn, openAction, opstageForThisFile, rowWith } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";
import { until } from "./support/until";
import { startWorkingAgent, type WorkingAgent } from "./support/working-agent";

const opstage = opstageForThisFile({ OPSTAGE_AGENT_OFFLINE_THRESHOLD_SECONDS: "10" });
let agent: WorkingAgent;
let session: OperatorSession;
let serviceId = "";

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  agent = await startWorkingAgent(opstage(), session, "worker");
  const [service] = await session.call<{ id: string }[]>("GET", "/api/admin/capsule-services");
  serviceId = service?.id ?? "";
});
test.afterAll(() => agent?.stop());
test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

async function openPanel(page: Page, label: string): Promise<Locator> {
  await page.goto(`${opstage().base}/services/${serviceId}?tab=actions`);
  return openAction(page, label);
}

async function run(page: Page, label: string): Promise<Locator> {
  const panel = await openPanel(page, label);
  await panel.getByRole("button", { name: `Run ${label}` }).click();
  return panel;
}

async function cancelIn(page: Page, panel: Locator): Promise<void> {
  await panel.getByRole("button", { name: "Cancel command" }).click();
  await page
    .getByRole("dialog", { name: /^Cancel / })
    .getByRole("button", { name: "Cancel command" })
    .click();
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 200)}`),
      what,
    )
    .toEqual([]);
}

test("progress and log arrive while the action runs, and stay with the command", async ({ page }) => {
  const panel = await run(page, "Work");
  const log = panel.getByRole("log", { name: "Log" });
  await expect(panel.getByText("Part 1 of 4")).toBeVisible();
  await expect(panel.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "20");
  await expect(log.getByText("Part 1 begins.")).toBeVisible();
  agent.step();
  await expect(log.getByText("Part 2 is slow.")).toBeVisible();
  await expect(panel.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
  await expectAccessible(page, "a running command");

  await test.step("only warnings", async () => {
    await panel.getByRole("combobox", { name: "Which lines to show" }).click();
    await page.getByTitle("Warnings and errors").last().click();
    await expect(log.getByText("Part 1 begins.")).toHaveCount(0);
    await expect(log.getByText("Part 2 is slow.")).toBeVisible();
  });

  await test.step("closing the panel leaves it running and reachable", async () => {
    await panel.getByRole("button", { name: "Close" }).click();
    await page.goto(`${opstage().base}/commands`);
    await page.getByRole("link", { name: "Work", exact: true }).first().click();
    const command = page.getByRole("article", { name: "Work" });
    await expect(command.getByText("Part 2 of 4")).toBeVisible();
    await command.getByRole("tab", { name: /^Log/ }).click();
    await expect(command.getByRole("log").getByText("Part 2 begins.")).toBeVisible();
    for (const part of [3, 4]) {
      agent.step();
      await expect(command.getByRole("log").getByText(`Part ${part} begins.`)).toBeVisible();
    }
    agent.step();
    await command.getByRole("tab", { name: "Result" }).click();
    await expect(command.getByText("All parts are done.")).toBeVisible();
    await expectAccessible(page, "a command with a log");
  });

  await test.step("the log is taken away as a file", async () => {
    await page.getByRole("tab", { name: /^Log/ }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the log" }).click();
    expect((await download).suggestedFilename()).toMatch(/^cmd_.*\.log$/);
  });
});

test("a cancellation is followed from asking to stopped", async ({ page }) => {
  const panel = await run(page, "Work");
  await expect(panel.getByText("Part 1 of 4")).toBeVisible();
  await cancelIn(page, panel);
  const steps = panel.getByRole("list", { name: "Cancellation" });
  await expect(steps.getByText("Asked to stop")).toBeVisible();
  await expect(steps.getByText("waiting…")).toHaveCount(0);
  await expect(steps.getByText("not yet")).toHaveCount(0);
  await expect(panel.getByText("Cancelled", { exact: true })).toBeVisible();
});

test("a handler that ignores the cancellation is reported as such", async ({ page }) => {
  const panel = await run(page, "Be stubborn");
  await expect(panel.getByText("Running", { exact: true })).toBeVisible();
  await cancelIn(page, panel);
  await expect(panel.getByText("The handler ignores the cancellation")).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByText("still running")).toBeVisible();
  agent.release();
  await expect(panel.getByText("The handler ignores the cancellation")).toHaveCount(0, { timeout: 30_000 });
});

test("a result's table sorts, searches, pages, links safely and goes into a file", async ({ page }) => {
  const panel = await run(page, "Report");
  const table = panel.getByRole("table", { name: "Rows" });
  await expect(table.getByRole("row")).toHaveCount(11);
  await table.getByRole("columnheader", { name: "Size" }).click();
  await expect(table.getByRole("row").nth(1)).toContainText("Row 0");
  await expect(table.getByText("javascript:alert(1)")).toBeVisible();
  await expect(table.getByRole("link", { name: "javascript:alert(1)" })).toHaveCount(0);
  await panel.getByRole("textbox", { name: "Search these rows" }).fill("row 11");
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table.getByRole("link", { name: "https://example.com/worker/11" })).toBeVisible();
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download these rows as CSV" }).click();
  const stream = await (await download).createReadStream();
  let csv = "";
  for await (const part of stream) csv += String(part);
  expect(csv).toContain("'=1+1");

  await test.step("a row's action takes its values from the row, and its detail is a card", async () => {
    await rowWith(table, "Row 11").getByRole("button", { name: "Inspect" }).click();
    const inspect = page.getByRole("region", { name: "Inspect", exact: true });
    await expect(inspect.getByRole("textbox", { name: "Id" })).toHaveValue("r11");
    await inspect.getByRole("button", { name: "Run Inspect" }).click();
    await expect(inspect.getByRole("heading", { name: "Row r11" })).toBeVisible();
    await expectAccessible(page, "a detail card");
  });
});

test("a one-time secret is shown once, with the time that is left", async ({ page }) => {
  const panel = await run(page, "Issue a key");
  const secret = panel.getByRole("region", { name: "One-time secret" });
  await expect(secret.getByText(/\d+ s left$/)).toBeVisible();
  await secret.getByRole("button", { name: "Show it once" }).click();
  await expect(secret.getByText("key-4711")).toBeVisible();
  await secret.getByRole("button", { name: "I have stored it" }).click();
  await expect(panel.getByText("key-4711")).toHaveCount(0);
  await page.reload();
  await page.goto(`${opstage().base}/commands`);
  await page.getByRole("link", { name: "Issue a key" }).first().click();
  await expect(page.getByText(/The one-time secret was read already/)).toBeVisible();
});

test("a failure says code, message and details", async ({ page }) => {
  const panel = await run(page, "Fail");
  await expect(panel.getByText("DISK_FULL").first()).toBeVisible();
  await expect(panel.getByText("The disk is full.").first()).toBeVisible();
  await expect(panel.getByText("/var")).toBeVisible();
});

test("a command for an agent that is away waits for its return", async ({ page }) => {
  const failing = await run(page, "Fail");
  await expect(failing.getByText("DISK_FULL").first()).toBeVisible();
  await failing.getByRole("link", { name: "Open command" }).click();
  await expect(page).toHaveURL(/\/commands\/cmd_/);
  const failed = page.url();
  await agent.pause();
  await until("the agent to be offline", async () => {
    const [service] = await session.call<{ status: string }[]>("GET", "/api/admin/capsule-services");
    return service?.status === "OFFLINE";
  });
  const panel = await openPanel(page, "Issue a key");
  await expect(panel.getByText("The agent cannot take commands now")).toBeVisible();
  await panel.getByRole("checkbox", { name: /^Queue it until the agent is back/ }).click();
  await expectAccessible(page, "the offer to queue");
  await panel.getByRole("button", { name: "Queue Issue a key" }).click();
  await expect(panel.getByText(/^Waiting for the agent to come back, until /)).toBeVisible();
  await panel.getByRole("link", { name: "Open command" }).click();
  await expect(page.getByText("Queued for the return of agent Service worker")).toBeVisible();

  await test.step("a retry waits for it too", async () => {
    const queued = page.url();
    await page.goto(failed);
    await page.getByRole("button", { name: "Retry" }).click();
    const question = page.getByRole("dialog", { name: /^Run Fail on/ });
    await question.getByRole("checkbox", { name: /^Queue it until the agent is back/ }).click();
    await question.getByRole("button", { name: "Queue" }).click();
    await expect(page.getByText("Queued for the return of agent Service worker")).toBeVisible();
    await page.goto(queued);
  });
  await agent.resume();
  await expect(page.getByText("The key is issued.")).toBeVisible();
});
