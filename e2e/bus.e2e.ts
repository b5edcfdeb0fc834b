import { expect, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, opstageForThisFile, rowWith } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";

const opstage = opstageForThisFile({ OPSTAGE_CAPSULE_BUS_ENABLED: "true" });
let session: OperatorSession;
let service: RunningAgent;

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  service = await startAgent(opstage(), session, "shop");
});
test.afterAll(() => service?.stop());

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
