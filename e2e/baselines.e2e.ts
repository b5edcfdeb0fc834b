// The look of the main pages, compared with pictures that are kept for each browser and its major version, because
// another one draws letters otherwise. `npm run test:e2e:full -- baselines --update-snapshots` makes them anew.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type RunningAgent, startAgent } from "./support/agents";
import { beSignedIn, openAction, opstageForThisFile, settled } from "./support/journey";
import { signInOverRest } from "./support/operator";

const opstage = opstageForThisFile();
const folder = join("e2e", "baselines");

/** What differs from run to run keeps its place and loses its ink. */
const volatile = `
  time, .presence-bar, .chart, figure, [data-volatile] { visibility: hidden !important; }
  time { display: inline-block; width: 88px; overflow: hidden; }
  code.mono, .copyable-id { color: transparent !important; }
  *, *::before, *::after { caret-color: transparent !important; animation: none !important; }
`;

interface View {
  readonly name: string;
  readonly path: string;
  readonly isSignedOut?: boolean;
  arrange?(page: Page): Promise<unknown>;
}

test.describe("looks as it did", { tag: "@full" }, () => {
  let agent: RunningAgent;
  let serviceId = "";

  test.beforeAll(async () => {
    const session = await signInOverRest(opstage());
    agent = await startAgent(opstage(), session, "baseline");
    const [service] = await session.call<{ id: string }[]>("GET", "/api/admin/capsule-services");
    serviceId = service?.id ?? "";
  });
  test.afterAll(() => agent?.stop());

  const views = (): View[] => [
    { name: "sign-in", path: "/login", isSignedOut: true },
    { name: "agents", path: "/agents" },
    { name: "services", path: "/services" },
    { name: "fleet-map", path: "/services?view=map" },
    { name: "service", path: `/services/${serviceId}` },
    { name: "service-actions", path: `/services/${serviceId}?tab=actions` },
    {
      name: "action-form",
      path: `/services/${serviceId}?tab=actions`,
      arrange: (page) => openAction(page, "Echo"),
    },
    { name: "commands-empty", path: "/commands" },
    { name: "registration-tokens", path: "/registration-tokens" },
    { name: "users", path: "/users" },
    { name: "maintenance", path: "/settings" },
  ];

  for (const theme of ["light", "dark"] as const) {
    test(`the main pages, ${theme}`, async ({ browser }, info) => {
      const version = `${browser.browserType().name()}-${browser.version().split(".")[0]}`;
      const isMaking = info.config.updateSnapshots === "all" || info.config.updateSnapshots === "changed";
      test.skip(
        !existsSync(join(folder, version)) && !isMaking,
        `There are no pictures of ${version} yet; --update-snapshots makes them.`,
      );
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        colorScheme: theme,
        locale: "en-US",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      for (const view of views()) {
        const page = await context.newPage();
        if (view.isSignedOut) await context.clearCookies();
        else await beSignedIn(page, opstage().base);
        await page.goto(`${opstage().base}${view.path}`);
        await expect(page.getByRole("heading").first()).toBeVisible();
        await settled(page);
        await view.arrange?.(page);
        await page.addStyleTag({ content: volatile });
        await expect
          .soft(page)
          .toHaveScreenshot([version, `${view.name}-${theme}.png`], { maxDiffPixelRatio: 0.0005 });
        await page.close();
      }
      await context.close();
    });
  }
});
