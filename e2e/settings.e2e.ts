import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { beSignedIn, csrfTokenOf, navigateTo, openTab, opstageForThisFile, signIn } from "./support/journey";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();

test("an owner changes thresholds and retention, which hold at once and in another browser", async ({
  page,
  browser,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Settings");
  const another = await browser.newPage({ locale: "en-US" });
  await beSignedIn(another, base);
  await another.goto(`${base}/settings`);
  await expect(another.getByLabel("Commands", { exact: true })).toHaveValue("90");

  const save = page.getByRole("button", { name: "Save" });
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Agent offline after").fill("0");
  await expect(page.getByText("Enter a whole number from 1 to 31,536,000.")).toBeVisible();
  await page.getByLabel("Agent offline after").fill("45");
  await page.getByLabel("Commands", { exact: true }).fill("30");
  await page.getByLabel("Spent tokens").fill("0");
  await save.click();
  await expect(page.getByText("Changes hold at once, without a restart.")).toBeVisible();

  await expect(another.getByLabel("Commands", { exact: true })).toHaveValue("30");
  await page.reload();
  await expect(page.getByLabel("Agent offline after")).toHaveValue("45");
  await expect(page.getByLabel("Spent tokens")).toHaveValue("0");
  await another.context().close();
});

test("maintenance runs now, and says what came of it", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/settings`);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("Maintenance ran")).toBeVisible();
  await expect(page.getByText("Rows pruned")).toBeVisible();
});

test("diagnostics and metrics tell how the server fares", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/settings`);
  const diagnostics = await openTab(page, "Diagnostics");
  await expect(diagnostics.getByText(process.version)).toBeVisible();
  await expect(diagnostics.getByText("Event-loop lag")).toBeVisible();
  await expect(diagnostics.getByText("SQLite · full")).toBeVisible();
  await expect(page).toHaveURL(`${base}/settings?tab=diagnostics`);
  const metrics = await openTab(page, "Metrics");
  await expect(metrics.getByRole("region", { name: "Command durations" }).getByText("p95")).toBeVisible();
  await expect(metrics.getByText("No command has failed.")).toBeVisible();
});

test("a backup is downloaded as a SQLite file and listed, with how to restore it", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/settings?tab=backup`);
  await expect(page.getByText("There is no backup yet")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Make and download" }).click();
  const download = await downloading;
  const file = readFileSync(await download.path());
  expect(file.subarray(0, 15).toString()).toBe("SQLite format 3");
  const name = download.suggestedFilename();
  await expect(page.getByRole("table", { name: "Kept backups" }).getByText(name)).toBeVisible();
  await expect(page.getByRole("region", { name: "How to restore" }).getByText(name)).toBeVisible();
  const again = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${name}` }).click();
  expect(readFileSync(await (await again).path()).equals(file)).toBe(true);
});

test("an operator runs maintenance and sees diagnostics, but changes no setting and makes no backup", async ({
  page,
}) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "omar", role: "operator" });
  await beSignedIn(page, base, user);
  await page.goto(`${base}/settings`);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("Maintenance ran")).toBeVisible();
  const save = page.getByRole("button", { name: "Save" });
  await save.hover();
  await expect(page.getByRole("tooltip", { name: /Needs the role Owner/ })).toBeVisible();
  await expect(page.getByLabel("Audit events")).toHaveAttribute("readonly", "");
  await expect((await openTab(page, "Diagnostics")).getByText(process.version)).toBeVisible();
  await expect((await openTab(page, "Backup")).getByText("Your role does not see this")).toBeVisible();

  const headers = { "x-csrf-token": await csrfTokenOf(page, base) };
  const backup = await page.request.post(`${base}/api/admin/backup/sqlite`, { headers });
  expect(backup.status()).toBe(403);
});

test("a viewer sees settings and metrics; the rest says which role it needs", async ({ page }) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "vito", role: "viewer" });
  await beSignedIn(page, base, user);
  await page.goto(`${base}/settings`);
  const run = page.getByRole("button", { name: "Run now" });
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await run.hover();
  await expect(page.getByRole("tooltip", { name: /Needs the role Operator/ })).toBeVisible();
  await expect((await openTab(page, "Metrics")).getByText("Totals")).toBeVisible();
  await expect((await openTab(page, "Diagnostics")).getByText("Your role does not see this")).toBeVisible();
});
