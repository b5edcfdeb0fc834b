import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, opstageForThisFile, settled } from "./support/journey";
import { signInOverRest } from "./support/operator";

const opstage = opstageForThisFile({ OPSTAGE_CAPSULE_BUS_ENABLED: "true" });
let agent: RunningAgent;
let serviceId = "";
let agentId = "";
let commandId = "";
let routeId = "";

test.beforeAll(async () => {
  const session = await signInOverRest(opstage());
  agent = await startAgent(opstage(), session, "worded");
  const [service] = await session.call<{ id: string; agentId: string }[]>(
    "GET",
    "/api/admin/capsule-services",
  );
  serviceId = service?.id ?? "";
  agentId = service?.agentId ?? "";
  const command = await session.call<{ id: string }>(
    "POST",
    `/api/admin/capsule-services/${serviceId}/actions/echo`,
    { payload: { text: "4711" } },
  );
  commandId = command.id;
  const route = await session.call<{ id: string }>("POST", "/api/admin/bus/routes", {
    name: "4711",
    match: { eventType: "4711" },
    target: { serviceCode: "nobody", actionName: "echo" },
  });
  routeId = route.id;
});
test.afterAll(() => agent?.stop());

/** Words that are the same in both languages: names, codes and units. */
const sameInBoth =
  /^(Agent|ID|SDK|Capsule Bus|nobody|apiKey|Opstage|JSON|CSV|Node SDK|curl|SERVICE|Service worded|worded|4711|[Ee]cho|For worded|List things|Issue a key|Administrator|Live|API key|Region|[\W\d_]*)$/;

const chinese = /[\u4e00-\u9fff]/;

/** Names of controls, columns and headings on screen that hold no Chinese though they should. */
async function untranslated(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (const role of ["heading", "columnheader", "tab", "link", "button", "combobox", "textbox"] as const) {
    const labels = await page
      .getByRole(role)
      .evaluateAll((elements) =>
        elements.map(
          (element) =>
            element.getAttribute("aria-label") ??
            element.getAttribute("placeholder") ??
            element.textContent ??
            "",
        ),
      );
    for (const text of labels.map((label) => label.trim())) {
      if (text !== "" && !chinese.test(text) && !sameInBoth.test(text)) names.push(`${role}: ${text}`);
    }
  }
  return names.filter(
    (name) =>
      !/: (agt|svc|cmd|aud|rtk|ins|usr|brt|bev|bat)_|@example\.local|: [a-z_]+(\.[a-zA-Z_]+)+$|: #?\d/.test(
        name,
      ),
  );
}

const pages = (): Record<string, string> => ({
  "/dashboard": "仪表盘",
  "/agents": "Agent",
  [`/agents/${agentId}`]: "Service worded",
  "/services": "Capsule 服务",
  [`/services/${serviceId}`]: "Service worded",
  [`/services/${serviceId}?tab=health`]: "Service worded",
  [`/services/${serviceId}?tab=configs`]: "Service worded",
  [`/services/${serviceId}?tab=actions`]: "Service worded",
  "/configs": "配置",
  "/batches": "批次",
  "/commands": "命令",
  [`/commands/${commandId}`]: "Echo",
  "/bus/routes": "Capsule Bus",
  [`/bus/routes/${routeId}`]: "Capsule Bus",
  "/bus/events": "Capsule Bus",
  "/bus/audit": "Capsule Bus",
  "/registration-tokens": "注册令牌",
  "/audit": "审计事件",
  "/users": "用户",
  "/account": "我的账号",
  "/settings": "设置",
  "/settings?tab=diagnostics": "设置",
  "/settings?tab=metrics": "设置",
  "/settings?tab=backup": "设置",
});

test("the language menu changes every page at once and for good, and stores nothing but the choice", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/dashboard`);
  await page.getByRole("button", { name: "Language: English" }).click();
  await page.getByRole("menuitem", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "仪表盘" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "仪表盘" })).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ "opstage.language": "zh-CN" });
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});

  await page.getByRole("button", { name: "语言: 简体中文" }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ "opstage.language": "en-US" });
});

test.describe("in a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("everything is Chinese without a choice: the sign-in page", async ({ page }) => {
    await page.goto(`${opstage().base}/login`);
    await expect(page.getByRole("heading", { name: "登录 Opstage" })).toBeVisible();
    expect(await untranslated(page)).toEqual([]);
  });

  test("everything is Chinese without a choice: every page", async ({ page }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    for (const [path, title] of Object.entries(pages())) {
      await test.step(path, async () => {
        await page.goto(`${base}${path}`);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await settled(page);
        expect(await untranslated(page), path).toEqual([]);
      });
    }
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  test("the browser's tab is called what the page is, and by the name of what is open", async ({ page }) => {
    const { base } = opstage();
    await page.goto(`${base}/login`);
    await expect(page).toHaveTitle("登录 · Opstage");
    await beSignedIn(page, base);
    await page.goto(`${base}/services`);
    await expect(page).toHaveTitle("Capsule 服务 · Opstage");
    await page.getByRole("link", { name: "worded", exact: true }).click();
    await expect(page).toHaveTitle("Service worded · Opstage");
    await page.keyboard.press("Escape");
    await expect(page).toHaveTitle("Capsule 服务 · Opstage");
    await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "命令" }).click();
    await expect(page).toHaveTitle("命令 · Opstage");
    await page.goto(`${base}/commands/${commandId}`);
    await expect(page).toHaveTitle("Echo · Service worded · Opstage");
    await page.goto(`${base}/bus/events`);
    await expect(page).toHaveTitle("事件 · Capsule Bus · Opstage");
    await page.goto(`${base}/settings?tab=diagnostics`);
    await expect(page).toHaveTitle("诊断 · 设置 · Opstage");
    await page.goto(`${base}/nowhere`);
    await expect(page).toHaveTitle("页面不存在 · Opstage");
  });

  test("what Opstage says about a route is Chinese too", async ({ page }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    await page.goto(`${base}/bus/routes/${routeId}`);
    const issue = page.getByRole("listitem").filter({ hasText: "BUS_TARGET_NOT_FOUND" });
    await expect(issue).toContainText("还没有服务以该编码上报。");
  });

  test("an action is filled in, run and answered in Chinese", async ({ page }) => {
    const { base } = opstage();
    await beSignedIn(page, base);
    await page.goto(`${base}/services/${serviceId}?tab=actions`);
    await page.getByRole("button", { name: "执行“Echo”" }).click();
    const panel = page.getByRole("region", { name: "Echo", exact: true });
    await panel.getByRole("button", { name: "执行“Echo”" }).click();
    await expect(panel.getByText("成功", { exact: true })).toBeVisible();
    expect(await untranslated(page)).toEqual([]);
  });
});
