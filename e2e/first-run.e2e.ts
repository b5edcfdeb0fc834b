import { expect, test } from "@playwright/test";
import { startAgent } from "./support/agents";
import { beSignedIn, opstageForThisFile } from "./support/journey";
import { signInOverRest } from "./support/operator";

const opstage = opstageForThisFile();

test("a new console leads through three steps, and turns into the dashboard when the first agent arrives", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/dashboard`);
  await expect(
    page.getByRole("heading", { level: 1, name: "Bring your first Capsule Service under governance" }),
  ).toBeVisible();
  const steps = page.getByRole("main").getByRole("listitem");
  await expect(steps).toHaveCount(3);
  await expect(steps.nth(0)).toHaveAttribute("aria-current", "step");
  await expect(steps.nth(1)).toContainText("OPSTAGE_REGISTRATION_TOKEN=<the token>");

  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("The first");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(steps.nth(1)).toHaveAttribute("aria-current", "step");
  await expect(steps.nth(1)).toContainText(`OPSTAGE_BACKEND_URL=${base}`);
  await expect(steps.nth(1)).toContainText(/OPSTAGE_REGISTRATION_TOKEN=[\w-]{20,}/);
  await expect(steps.nth(2).getByRole("status")).toHaveText("Waiting for the first agent…");

  const agent = await startAgent(opstage(), await signInOverRest(opstage()), "first-of-all");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  const arrival = page.getByRole("status").filter({ hasText: "The first agent is here" });
  await expect(arrival).toContainText("first-of-all");
  await arrival.getByRole("link", { name: "Open the agent" }).click();
  await expect(page).toHaveURL(/\/agents\/agt_/);
  await agent.stop();
});
