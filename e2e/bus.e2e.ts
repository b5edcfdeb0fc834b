import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, opstageForThisFile, rowWith, settled } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";

const opstage = opstageForThisFile({ OPSTAGE_CAPSULE_BUS_ENABLED: "true" });
let session: OperatorSession;
let service: RunningAgent;

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  service = await startAgent(opstage(), session, "shop");
});
test.afterAll(() => service?.stop());

const publish = (title: string) =>
  service.agent.publishEvent({ eventType: "demo.item.created", payload: { title } });

test("an operator makes a route with a preview, simulates and enables it, and sees what it did", async ({
  page,
}) => {
  const { base } = opstage();
  await publish("Lamp");
  await beSignedIn(page, base);
  await page.goto(`${base}/dashboard`);
  await page
    .getByRole("navigation", { name: "Main navigation" })
    .getByRole("link", { name: "Capsule Bus" })
    .click();
  await expect(page.getByText("No route yet")).toBeVisible();

  await page.getByRole("button", { name: "Create route" }).first().click();
  const form = page.getByRole("dialog", { name: "Create route" });
  await form.getByLabel("Name", { exact: true }).fill("Echo new items");
  await form.getByLabel("Event type").fill("demo.*");
  const target = form.getByLabel("Target service");
  await target.pressSequentially("sh");
  await expect(page.getByTitle("shop (Service shop)")).toBeVisible();
  await target.press("Escape");
  await expect(page.getByTitle("shop (Service shop)")).toBeHidden();
  // Escape closed the list of services, not the form with what was typed into it.
  await expect(form.getByLabel("Event type")).toHaveValue("demo.*");
  await target.fill("shop");
  await form.getByLabel("Target action").fill("echo");
  await page.keyboard.press("Tab");
  await form.getByRole("button", { name: "Add field" }).click();
  await form.getByLabel("Field").fill("text");
  await form.getByLabel("Expression").fill("'New: ' + event.payload.titel");
  const preview = form.getByRole("region", { name: "Preview" });
  await expect(preview.getByText("Would fail")).toBeVisible();
  await expect(preview.getByText("No such key: titel").first()).toBeVisible();
  await form.getByLabel("Expression").fill("'New: ' + event.payload.title");
  await expect(preview.getByText("Would create a command")).toBeVisible();
  await expect(preview.getByText("New: Lamp").first()).toBeVisible();
  await form.getByRole("button", { name: "Create route" }).click();

  const row = rowWith(page, "Echo new items");
  await expect(row).toContainText("Disabled");
  await row.getByRole("link", { name: "Echo new items" }).click();
  const detail = page.getByRole("dialog", { name: "Route" });
  await detail.getByRole("button", { name: "Simulate" }).click();
  const simulation = page.getByRole("dialog", { name: "What Echo new items would have done" });
  await expect(simulation.getByText("Would create a command")).toBeVisible();
  await simulation.getByRole("button", { name: "Done" }).click();
  await detail.getByRole("button", { name: "Enable" }).click();
  await page
    .getByRole("dialog", { name: /Enable Echo new items/ })
    .getByRole("button", { name: "Enable" })
    .click();
  await expect(detail.getByRole("button", { name: "Disable" })).toBeVisible();

  await publish("Chair");
  await expect(rowWith(detail, "demo.item.created", "Command created")).toBeVisible();
  const matches = detail.getByRole("figure", { name: /^Matches per hour, last 24 hours: 1 / });
  await expect(matches.getByRole("application")).toBeVisible();
  await detail.getByRole("link", { name: "demo.item.created" }).click();
  await expect(page).toHaveURL(/\/bus\/events\/bev_/);
  await expect(page.getByText("Chair")).toBeVisible();
  await page.getByRole("row").getByRole("link", { name: /^cmd_/ }).click();
  await expect(page.getByText("New: Chair").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Echo new items" })).toHaveAttribute(
    "href",
    /\/bus\/routes\/brt_/,
  );
  await page.getByRole("link", { name: "demo.item.created" }).click();
  await expect(page).toHaveURL(/\/bus\/events\/bev_/);
});

test("a failed delivery is found and replayed once its route is repaired", async ({ page }) => {
  const { base } = opstage();
  const route = {
    name: "Broken",
    status: "ENABLED",
    match: { eventType: "broken.event" },
    target: { serviceCode: "shop", actionName: "echo" },
  };
  const { id } = await session.call<{ id: string }>("POST", "/api/admin/bus/routes", {
    ...route,
    inputMapping: { text: "event.payload.nothing" },
  });
  await service.agent.publishEvent({ eventType: "broken.event", payload: { text: "hi" } });
  await beSignedIn(page, base);
  await page.goto(`${base}/bus/routes/${id}`);
  await expect(rowWith(page, "BUS_EXPRESSION_FAILED")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Expression").fill("event.payload.text");
  await page.getByRole("dialog").getByRole("button", { name: "Save route" }).click();
  await rowWith(page, "BUS_EXPRESSION_FAILED").getByRole("button", { name: "Replay" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replay" }).click();
  await expect(rowWith(page, "Command created")).toBeVisible();
  await expect(rowWith(page, "BUS_EXPRESSION_FAILED")).toContainText("Replayed");
});

test("every page of the bus is free of accessibility faults, in both themes and on a phone", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const path of ["routes", "events", "audit"]) {
      await page.goto(`${base}/bus/${path}`);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["routes", "events", "audit"]) {
    await page.goto(`${base}/bus/${path}`);
    await settled(page);
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect([path, isWider]).toEqual([path, false]);
  }
});
