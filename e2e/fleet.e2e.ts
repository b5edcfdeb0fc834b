import { expect, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, navigateTo, openTab, opstageForThisFile, rowWith, settled } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";
import { until } from "./support/until";

const opstage = opstageForThisFile();
let session: OperatorSession;
let agents: Record<string, RunningAgent> = {};

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  const [one, two, three] = await Promise.all(
    ["alpha-one", "alpha-two", "beta-one"].map((code) => startAgent(opstage(), session, code)),
  );
  agents = { ...(one && { one }), ...(two && { two }), ...(three && { three }) };
});
test.afterAll(() => Promise.all(Object.values(agents).map((agent) => agent.stop())));

test("the fleet map shows every service by its status, for eyes, keys and readers", async ({ page }) => {
  await beSignedIn(page, opstage().base);
  await agents.one?.setHealth({ status: "DOWN", message: "upstream unreachable" });
  await page.goto(`${opstage().base}/services`);
  await page.getByText("Map", { exact: true }).click();
  await expect(page).toHaveURL(/view=map/);
  const map = page.getByRole("region", { name: "Fleet map" });
  const plot = map.getByRole("region", { name: "alpha-one: 1 Unhealthy" });
  await expect(plot).toBeVisible();
  const broken = map.getByRole("link", { name: "Service alpha-one: Unhealthy" });
  await expect(map.getByRole("link", { name: "Service beta-one: Healthy" })).toBeVisible();

  // Trouble comes first; the arrow keys go from tile to tile.
  await broken.focus();
  await page.keyboard.press("End");
  await expect(map.getByRole("link", { name: "Service beta-one: Healthy" })).toBeFocused();
  await page.keyboard.press("Home");
  await expect(broken).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Service alpha-one" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await agents.one?.setHealth({ status: "UP", message: "all is well" });
  await expect(map.getByRole("link", { name: "Service alpha-one: Healthy" })).toBeVisible();
  await page.getByRole("textbox", { name: "Code or name" }).fill("beta");
  await expect(map.getByRole("link", { name: /^Service .*: / })).toHaveCount(1);
});

test("the list shows each service's last day, and an action how long it takes, also in words", async ({
  page,
}) => {
  await beSignedIn(page, opstage().base);
  await page.goto(`${opstage().base}/services`);
  const strip = rowWith(page, "beta-one").getByRole("img", {
    name: /^Health in the last 24 hours: up \d+ %/,
  });
  await expect(strip).toBeVisible();

  const services = await session.call<{ id: string; code: string }[]>("GET", "/api/admin/capsule-services");
  const beta = services.find(({ code }) => code === "beta-one");
  for (const text of ["one", "two"]) {
    await session.call("POST", `/api/admin/capsule-services/${beta?.id}/actions/echo`, { payload: { text } });
  }
  await until("the commands to succeed", async () => {
    const done = await session.call<unknown[]>("GET", "/api/admin/commands?actionName=echo&status=SUCCEEDED");
    return done.length === 2;
  });
  await page.goto(`${opstage().base}/services/${beta?.id}`);
  const actions = await openTab(page, "Actions");
  const echo = actions.getByRole("listitem").filter({ hasText: "Answers what it was sent." });
  await echo.getByRole("button", { name: "Durations" }).click();
  const chart = echo.getByRole("figure", { name: /^2 runs: half took at most/ });
  await expect(chart.getByRole("listitem").filter({ hasText: "Succeeded" })).toHaveText("Succeeded 2");
  await chart.getByText("As a table").click();
  const { buckets } = await session.call<{ buckets: { succeeded: number; failed: number }[] }>(
    "GET",
    `/api/admin/capsule-services/${beta?.id}/actions/echo/durations`,
  );
  await expect(chart.getByRole("table", { name: "Durations, as a table" }).getByRole("cell")).toHaveText(
    buckets.flatMap(({ succeeded, failed }) => [String(succeeded), String(failed)]),
  );
});

test("one configuration key over all services, two services side by side, and what changed", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/dashboard`);
  await navigateTo(page, "Configs");
  await page.getByRole("link", { name: /^region/ }).click();
  const groups = page.getByRole("list", { name: "Values of region" });
  await expect(groups.getByText("eu-central")).toBeVisible();
  await expect(groups.getByText("3 services")).toBeVisible();
  await page.getByRole("link", { name: /^apiKey/ }).click();
  await expect(
    page.getByRole("list", { name: "Values of apiKey" }).getByText("set", { exact: true }),
  ).toBeVisible();

  agents.one?.setConfig("region", "us-east");
  await page.getByRole("link", { name: /^region/ }).click();
  await expect(groups.getByText("us-east")).toBeVisible();
  await expect(groups.getByText("Most common")).toBeVisible();
  await expect(groups.getByText("Differs")).toBeVisible();

  await page.getByRole("link", { name: "Its changes" }).click();
  await expect(rowWith(page, "region", "eu-central", "us-east", "Service alpha-one")).toBeVisible();
  await page.getByText("Since yesterday", { exact: true }).click();
  await expect(page).toHaveURL(/from=/);
  await expect(rowWith(page, "region", "us-east")).toBeVisible();

  await page.getByRole("tab", { name: "Two services" }).click();
  for (const [label, name] of [
    ["Service", "Service alpha-one (alpha-one)"],
    ["Compared with", "Service beta-one (beta-one)"],
  ] as const) {
    await page.getByRole("combobox", { name: label, exact: true }).click();
    await page.getByTitle(name, { exact: true }).last().click();
  }
  await expect(page.getByText("1 of 2 differ")).toBeVisible();
  await expect(rowWith(page, "region", "Differs", "us-east", "eu-central")).toBeVisible();
  await page.getByRole("switch", { name: "Only what differs" }).click();
  await expect(rowWith(page, "apiKey")).toHaveCount(0);
});

test("several agents are disabled and enabled with one question, and each says what became of it", async ({
  page,
}) => {
  await beSignedIn(page, opstage().base);
  await page.goto(`${opstage().base}/agents`);
  for (const code of ["alpha-one", "alpha-two"]) {
    await page.getByRole("checkbox", { name: `Select ${code}`, exact: true }).check();
  }
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Disable" }).click();
  const question = page.getByRole("dialog", { name: "Disable 2 agents?" });
  await question.getByRole("button", { name: "Disable" }).click();
  const outcome = page.getByRole("dialog", { name: "Agents disabled" });
  await expect(outcome.getByText("2 changed or as wanted already, 0 not possible.")).toBeVisible();
  await expect(outcome.getByRole("listitem").filter({ hasText: "alpha-two" })).toContainText("Disabled");
  await outcome.getByRole("button", { name: "Done" }).click();
  await expect(rowWith(page, "alpha-one", "Disabled")).toBeVisible();
  await expect(bar).toBeHidden();
  await settled(page);

  await test.step("all that match the filter, also on pages that are not shown", async () => {
    await page.goto(`${opstage().base}/agents?q=a&pageSize=1`);
    await page
      .getByRole("checkbox", { name: /^Select / })
      .last()
      .check();
    await bar.getByRole("button", { name: "Select all 3 that match" }).click();
    await bar.getByRole("button", { name: "Enable" }).click();
    await page
      .getByRole("dialog", { name: "Enable 3 agents?" })
      .getByRole("button", { name: "Enable" })
      .click();
    await expect(page.getByText("3 changed or as wanted already, 0 not possible.")).toBeVisible();
    await page.getByRole("button", { name: "Done" }).click();
    await page.goto(`${opstage().base}/agents?status=DISABLED`);
    await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  });
});
