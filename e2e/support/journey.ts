import { expect, type Locator, type Page, test } from "@playwright/test";
import { type OpstageProcess, owner, startOpstage } from "./opstage-process";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A server of its own for all journeys of a file: started before the first, gone after the last. */
export function opstageForThisFile(env: Record<string, string> = {}): () => OpstageProcess {
  let opstage: OpstageProcess | undefined;
  test.beforeAll(async () => {
    opstage = await startOpstage(env);
  });
  test.afterAll(() => opstage?.dispose());
  return () => {
    if (opstage === undefined) throw new Error("The server runs only while a journey does.");
    return opstage;
  };
}

/** Fills the sign-in page that is open, as a person does. */
export async function fillSignIn(page: Page, credentials: Credentials = owner): Promise<void> {
  await page.getByLabel("Username").fill(credentials.username);
  await page.getByLabel("Password", { exact: true }).fill(credentials.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in on the sign-in page and waits for the dashboard. */
export async function signIn(page: Page, base: string, credentials: Credentials = owner): Promise<void> {
  await page.goto(`${base}/login`);
  await fillSignIn(page, credentials);
  await expect(page).toHaveURL(`${base}/dashboard`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Gives the page's browser a session without the sign-in page, for journeys that are about something else. */
export async function beSignedIn(page: Page, base: string, credentials: Credentials = owner): Promise<void> {
  const reply = await page.request.post(`${base}/api/admin/auth/login`, { data: credentials });
  expect(reply.ok()).toBe(true);
}

/** Follows a link of the side navigation. */
export async function navigateTo(page: Page, title: string): Promise<void> {
  const navigation = page.getByRole("navigation", { name: "Main navigation" });
  await navigation.getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** The row of a table that holds all these texts. */
export function rowWith(page: Page | Locator, ...texts: string[]): Locator {
  return texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole("row"));
}

/** Opens a tab of the detail that is on screen, and gives what it shows. The name may be the first word. */
export async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  return page.getByRole("tabpanel", { name: new RegExp(`^${name}`) });
}

/** The panel in which an action is filled in, run and followed. */
export function actionPanel(page: Page, actionLabel: string): Locator {
  return page.getByRole("region", { name: actionLabel, exact: true });
}

/** Opens an action from the list of actions that is on screen. */
export async function openAction(page: Page, actionLabel: string): Promise<Locator> {
  const run = page.getByRole("button", { name: `Run ${actionLabel}`, exact: true });
  await run.filter({ visible: true }).click();
  const panel = actionPanel(page, actionLabel);
  await expect(panel.getByRole("button", { name: `Run ${actionLabel}` })).toBeVisible();
  return panel;
}

/** Picks an option of a closed list. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByTitle(option, { exact: true }).last().click();
}

/** Waits until what the page shows has arrived: nothing is loading, and the stream of changes is open. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: /^(Loading…|正在加载…|Opstage)$/ })).toHaveCount(0);
  await expect(page.locator("[aria-busy=true], .ant-skeleton-active")).toHaveCount(0);
}

/** A signed-in person's CSRF token, for asking the server what the console would not. */
export async function csrfTokenOf(page: Page, base: string): Promise<string> {
  const reply = await page.request.get(`${base}/api/admin/auth/me`);
  const { data } = await reply.json();
  return data.csrfToken;
}

/** Presses Tab until the focus is on what has this role and name, as one who sees the focus does. */
export async function tabTo(
  page: Page,
  role: Parameters<Page["getByRole"]>[0],
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach the ${role} ${name}.`);
}
