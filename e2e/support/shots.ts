import type { Role } from "@opstage/contracts";
import type { Page } from "@playwright/test";
import type { FleetScene } from "./scene";

/** A page, or a state of one, that is worth a picture. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  /** Who can bring the page into this state; anybody unless said otherwise. */
  readonly needs?: Role;
  /** Brings the page into the state worth a picture. */
  arrange?(page: Page): Promise<unknown>;
}

/** Every page of the console for people who are signed in. */
export function shotsOf(scene: FleetScene): Shot[] {
  const { services, agentId, batchId, commandIds } = scene;
  const service = (code: string, tab?: string) =>
    `/services/${services[code] ?? "svc_01NOBODY"}${tab === undefined ? "" : `?tab=${tab}`}`;
  const openAction = (label: string) => async (page: Page) => {
    await page
      .getByRole("button", { name: new RegExp(`^(Run ${label}|执行“${label}”)$`) })
      .first()
      .click();
    await page.getByText(/^(Values from the agent|Agent 提供的值)/).waitFor();
  };
  return [
    { name: "dashboard", path: "/dashboard" },
    { name: "agents", path: "/agents" },
    { name: "agent", path: `/agents/${agentId}` },
    { name: "services", path: "/services" },
    { name: "fleet-map", path: "/services?view=map" },
    { name: "services-selected", needs: "operator", path: "/services", arrange: selectPage },
    { name: "agents-selected", needs: "operator", path: "/agents", arrange: selectPage },
    { name: "configs-fleet", path: "/configs" },
    { name: "configs-services", path: "/configs?tab=services" },
    { name: "configs-changes", path: "/configs?tab=changes" },
    { name: "batches", path: "/batches" },
    { name: "batch", path: `/batches/${batchId}` },
    { name: "batch-new", needs: "operator", path: "/services", arrange: openBatch },
    { name: "palette", path: "/dashboard", arrange: openPalette },
    { name: "service-overview", path: service("link-checker") },
    { name: "service-manifest", path: service("demo-worker", "manifest") },
    { name: "service-health", path: service("link-checker", "health") },
    { name: "service-configs", path: service("link-checker", "configs") },
    { name: "service-actions", path: service("demo-worker", "actions") },
    { name: "service-commands", path: service("demo-worker", "commands") },
    { name: "service-audit", path: service("demo-worker", "audit") },
    {
      name: "action-form",
      needs: "operator",
      path: service("disk-janitor", "actions"),
      arrange: openAction("Clean up"),
    },
    {
      name: "action-json",
      needs: "operator",
      path: service("demo-worker", "actions"),
      arrange: openJson(openAction("Echo")),
    },
    { name: "commands", path: "/commands" },
    { name: "command-list-result", path: `/commands/${commandIds.list}` },
    { name: "command-secret", path: `/commands/${commandIds.secret}` },
    { name: "command-failed", path: `/commands/${commandIds.failed}` },
    { name: "command-cancelled", path: `/commands/${commandIds.cancelled}` },
    { name: "registration-tokens", path: "/registration-tokens" },
    { name: "registration-token-new", needs: "operator", path: "/registration-tokens", arrange: createToken },
    { name: "audit", path: "/audit" },
    { name: "audit-details", path: "/audit?action=command.completed", arrange: openFirstEvent },
    { name: "users", path: "/users" },
    { name: "user-new", needs: "owner", path: "/users", arrange: createUser },
    { name: "account", path: "/account" },
    { name: "settings-maintenance", path: "/settings" },
    { name: "settings-diagnostics", path: "/settings?tab=diagnostics" },
    { name: "settings-metrics", path: "/settings?tab=metrics" },
    { name: "settings-backup", path: "/settings?tab=backup" },
    { name: "not-found", path: "/nowhere" },
    ...busShots(scene.bus),
  ];
}

/** The pages of the bus; where it is off, the one that says so. */
function busShots(bus: FleetScene["bus"]): Shot[] {
  if (bus === undefined) return [{ name: "bus-off", path: "/bus/routes" }];
  return [
    { name: "bus-routes", path: "/bus/routes" },
    { name: "bus-route-new", needs: "operator", path: "/bus/routes", arrange: createRoute },
    { name: "bus-route", path: `/bus/routes/${bus.routeId}` },
    { name: "bus-route-broken", path: `/bus/routes/${bus.brokenRouteId}` },
    { name: "bus-route-edit", needs: "operator", path: `/bus/routes/${bus.routeId}`, arrange: editRoute },
    {
      name: "bus-route-simulated",
      needs: "operator",
      path: `/bus/routes/${bus.routeId}`,
      arrange: simulateRoute,
    },
    { name: "bus-events", path: "/bus/events" },
    { name: "bus-event", path: `/bus/events/${bus.eventId}` },
    { name: "bus-audit", path: "/bus/audit" },
    { name: "bus-audit-details", path: "/bus/audit", arrange: openFirstEvent },
  ];
}

async function createRoute(page: Page): Promise<void> {
  await page.getByRole("button", { name: /(Create route|新建路由)$/ }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("Write down what is new");
}

async function editRoute(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Edit|编辑)$/ }).click();
  await page.getByRole("dialog").getByRole("alert").first().waitFor();
}

async function simulateRoute(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Simulate|模拟)$/ }).click();
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
}

function openJson(open: (page: Page) => Promise<void>) {
  return async (page: Page) => {
    await open(page);
    await page.getByText("JSON", { exact: true }).click();
  };
}

async function createToken(page: Page): Promise<void> {
  const create = { name: /(Create token|创建令牌)$/ };
  await page.getByRole("button", create).first().click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("Agent on build-host-3");
  await page.getByRole("dialog").getByRole("button", create).click();
  await page.locator(".token-value").waitFor();
}

async function createUser(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /(Create user|新建用户)$/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("opal@example.local");
}

async function openFirstEvent(page: Page): Promise<void> {
  await page.locator(".expand-button, summary").first().click();
}

async function selectPage(page: Page): Promise<void> {
  await page.getByRole("checkbox").first().check();
}

async function openBatch(page: Page): Promise<void> {
  await selectPage(page);
  await page.getByRole("button", { name: /^(Run action…|执行操作…)$/ }).click();
  await page.getByRole("dialog").getByRole("combobox").first().click();
  await page.locator(".ant-select-item-option").first().click();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("agent");
}
