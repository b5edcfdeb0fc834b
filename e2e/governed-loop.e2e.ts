import { expect, type Page, test } from "@playwright/test";
import { type DemoService, startDemoService } from "./support/demo-service";
import {
  choose,
  fillSignIn,
  navigateTo,
  openAction,
  openTab,
  opstageForThisFile,
  rowWith,
} from "./support/journey";

const opstage = opstageForThisFile();
let worker: DemoService | undefined;
test.afterAll(() => worker?.stop());

/** Creates a token in the console and returns its value, which is on screen once. */
async function createToken(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const value = await dialog.getByText(/^opstage_reg_[\w-]+$/).textContent();
  return value ?? "";
}

test("[seed 1] [seed 4] [seed 5] [seed 6] [seed 10] [seed 22] [seed 37] [seed 39] an operator governs a service from its first token to its last audit event", async ({
  page,
}) => {
  const { base } = opstage();
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });

  await test.step("sign in", async () => {
    await page.goto(base);
    await fillSignIn(page);
    await expect(
      page.getByRole("heading", { name: "Bring your first Capsule Service under governance" }),
    ).toBeVisible();
  });
  const loadsAfterSignIn = loads;

  await test.step("create a token and start a real agent with it", async () => {
    await navigateTo(page, "Registration Tokens");
    const registrationToken = await createToken(page, "Worker on this machine");
    await expect(page.getByText("Waiting for the agent to register…")).toBeVisible();
    worker = startDemoService("demo-worker", { backendUrl: base, registrationToken });
    await expect(page.getByText("demo-worker has registered")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(rowWith(page, "Worker on this machine", "Used", "demo-worker")).toBeVisible();
  });

  await test.step("see it without reloading", async () => {
    await navigateTo(page, "Agents");
    await expect(rowWith(page, "demo-worker", "Online")).toBeVisible();
    await navigateTo(page, "Capsule Services");
    await expect(rowWith(page, "demo-worker", "Healthy", "ready to work")).toBeVisible();
    expect(loads).toBe(loadsAfterSignIn);
  });

  await test.step("open the service", async () => {
    await page.getByRole("link", { name: "demo-worker", exact: true }).click();
    const service = page.getByRole("article", { name: "Demo worker" });
    await expect(service.getByText("ready to work").first()).toBeVisible();
    const health = await openTab(page, "Health");
    await expect(health.getByText("uptimeSeconds")).toBeVisible();
    await openTab(page, "Actions");
  });

  await test.step("run an action from its form and see the result", async () => {
    const panel = await openAction(page, "Echo");
    await panel.getByLabel("Text").fill("anybody there?");
    await panel.getByRole("button", { name: "Run Echo" }).click();
    await expect(panel.getByText("Succeeded")).toBeVisible();
    await expect(panel.getByText("anybody there?").first()).toBeVisible();
    await panel.getByRole("button", { name: "Close" }).click();
  });

  await test.step("run an action that fails and see why", async () => {
    const panel = await openAction(page, "Fail once");
    await panel.getByRole("button", { name: "Run Fail once" }).click();
    await expect(panel.getByText("Failed", { exact: true })).toBeVisible();
    await expect(panel.getByText("DEMO_FAILURE").first()).toBeVisible();
    await expect(panel.getByText("This failure is wanted; try again.").first()).toBeVisible();
    await panel.getByRole("button", { name: "Close" }).click();
  });

  await test.step("cancel a running one", async () => {
    const panel = await openAction(page, "Run a long job");
    await panel.getByRole("button", { name: "Run Run a long job" }).click();
    await expect(panel.getByText("Running", { exact: true })).toBeVisible();
    await panel.getByRole("button", { name: "Cancel command" }).click();
    const question = page.getByRole("dialog", { name: "Cancel Run a long job on Demo worker?" });
    await question.getByRole("button", { name: "Cancel command" }).click();
    await expect(panel.getByText("Cancelled", { exact: true })).toBeVisible();
    await panel.getByRole("button", { name: "Close" }).click();
  });

  await test.step("disable the agent and see its services offline, with the reason", async () => {
    await page.goto(`${base}/agents`);
    await page.getByRole("link", { name: "demo-worker" }).first().click();
    await page.getByRole("button", { name: "Disable" }).click();
    const question = page.getByRole("dialog", { name: "Disable agent Demo worker?" });
    await question.getByRole("button", { name: "Disable" }).click();
    await expect(page.getByText("Demo worker is disabled")).toBeVisible();
    await page.goto(`${base}/services`);
    await expect(rowWith(page, "demo-worker", "Offline", "Its agent was disabled")).toBeVisible();
  });

  await test.step("read the audit trail", async () => {
    await navigateTo(page, "Audit Events");
    await choose(page, "Rows per page", "100");
    for (const action of [
      "agent.disabled",
      "command.cancelled",
      "command.failed",
      "service.action.requested",
      "agent.registered",
      "registration_token.created",
      "session.login.succeeded",
    ])
      await expect(page.getByRole("row").getByText(action, { exact: true }).first()).toBeVisible();
    await page.getByRole("button", { name: "Show details of agent.disabled" }).click();
    await expect(page.getByText("Event id")).toBeVisible();
  });

  await test.step("sign out", async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
    await page.goto(`${base}/services`);
    await expect(page.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  });
});

test("[seed 75] [seed 78] a used token is refused, and a fresh one from the console lets the agent in", async ({
  page,
}) => {
  const { base } = opstage();
  await page.goto(`${base}/registration-tokens`);
  await fillSignIn(page);
  const register = async (registrationToken: string, code: string) =>
    fetch(`${base}/api/agents/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        registrationToken,
        agent: { code },
        service: {
          code,
          name: code,
          manifest: { kind: "CapsuleService", schemaVersion: "1.0", code, name: code },
        },
      }),
    });

  const first = await createToken(page, "First");
  expect((await register(first, "first-agent")).status).toBe(200);
  await expect(page.getByText("first-agent has registered")).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();

  const again = await register(first, "second-agent");
  expect((await again.json()).error.code).toBe("REGISTRATION_TOKEN_INVALID");

  const second = await createToken(page, "Second");
  expect((await register(second, "second-agent")).status).toBe(200);
  await expect(page.getByText("second-agent has registered")).toBeVisible();
});
