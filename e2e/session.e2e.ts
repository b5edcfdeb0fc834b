import { expect, type Page, test } from "@playwright/test";
import { startForwardingProxy } from "./support/forwarding-proxy";
import { beSignedIn, fillSignIn, navigateTo, opstageForThisFile, rowWith, signIn } from "./support/journey";
import { signInOverRest } from "./support/operator";
import { owner, startOpstage } from "./support/opstage-process";

const opstage = opstageForThisFile();
const signInHeading = { name: "Sign in to Opstage" } as const;

async function createToken(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("This is the only time the token is shown")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(rowWith(page, name, "Active")).toBeVisible();
}

test("a deep link leads through the sign-in page to where it points", async ({ page }) => {
  const { base } = opstage();
  await page.goto(`${base}/services?status=UNHEALTHY&q=worker`);
  await expect(page.getByRole("heading", signInHeading)).toBeVisible();
  await fillSignIn(page);
  await expect(page).toHaveURL(`${base}/services?status=UNHEALTHY&q=worker`);
  await expect(page.getByRole("heading", { level: 1, name: "Capsule Services" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Code or name" })).toHaveValue("worker");
});

test("the address after signing in is never another site's", async ({ page }) => {
  const { base } = opstage();
  await page.goto(`${base}/login?next=//example.com/`);
  await fillSignIn(page);
  await expect(page).toHaveURL(`${base}/dashboard`);
});

test("who is signed in does not see the sign-in page", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/login?next=%2Fagents`);
  await expect(page).toHaveURL(`${base}/agents`);
});

test("[seed 70] a session that was ended elsewhere leads to the sign-in page by itself, and back", async ({
  page,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Registration Tokens");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const elsewhere = await signInOverRest(opstage());
  await elsewhere.call("POST", "/api/admin/account/sessions/end-others");

  await expect(page.getByRole("heading", signInHeading)).toBeVisible();
  await fillSignIn(page);
  await expect(page).toHaveURL(`${base}/registration-tokens`);
  await expect(page.getByRole("heading", { level: 1, name: "Registration Tokens" })).toBeVisible();
});

test("[seed 69] a stale CSRF token is refreshed once, and nobody notices", async ({ page }) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Registration Tokens");
  // The last but one token is still good for a while, so it takes two to make the page's stale.
  for (const _ of [1, 2]) await page.request.get(`${base}/api/admin/auth/csrf`);

  const answers: number[] = [];
  let refreshes = 0;
  page.on("response", (reply) => {
    if (reply.url().includes("/registrationTokens.create")) answers.push(reply.status());
    if (reply.url().endsWith("/api/admin/auth/csrf")) refreshes += 1;
  });
  await createToken(page, "After a stale token");
  expect(answers).toEqual([403, 200]);
  expect(refreshes).toBe(1);
});

test("a CSRF token that stays refused is said, not tried for ever", async ({ page }) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Registration Tokens");
  let tries = 0;
  await page.route("**/api/trpc/registrationTokens.create*", async (route) => {
    tries += 1;
    await route.continue({ headers: { ...route.request().headers(), "x-csrf-token": "wrong" } });
  });
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Never made");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("CSRF_INVALID")).toBeVisible();
  expect(tries).toBe(2);
});

test("the same words answer a wrong name and a wrong password", async ({ page }) => {
  const { base } = opstage();
  await page.goto(`${base}/login`);
  await fillSignIn(page, { ...owner, password: "not the password" });
  const refused = page.getByText("Username or password is wrong.");
  await expect(refused).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await page.reload();
  await fillSignIn(page, { username: "nobody@example.local", password: owner.password });
  await expect(refused).toBeVisible();
  await expect(page).toHaveURL(`${base}/login`);
});

test("too many wrong passwords are slowed down, and the page says for how long", async ({ page }) => {
  const { base } = opstage();
  const guess = { username: "guessed@example.local", password: "a guess" };
  for (let tries = 0; tries < 10; tries++) {
    await page.request.post(`${base}/api/admin/auth/login`, { data: guess });
  }
  await page.goto(`${base}/login`);
  await fillSignIn(page, guess);
  await expect(page.getByText(/^Too many attempts\. Try again in \d/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
});

test("[seed 66] [seed 67] signing in over plain HTTP sets a session cookie that scripts cannot read", async ({
  page,
  context,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  const cookies = await context.cookies(base);
  expect(cookies.map(({ name }) => name)).toContain("opstage_session");
  for (const cookie of cookies) {
    expect(cookie.secure).toBe(false);
    expect(cookie.httpOnly).toBe(true);
  }
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("[seed 68] behind a proxy that only passes headers on, signing in and changing things works", async ({
  page,
}) => {
  const proxy = await startForwardingProxy(opstage().base);
  try {
    await signIn(page, proxy.base);
    await navigateTo(page, "Registration Tokens");
    await createToken(page, "Through the proxy");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
  } finally {
    await page.close();
    await proxy.close();
  }
});

test("[seed 97] the console says the versions that an issue report needs", async ({ page }) => {
  const { base } = opstage();
  await signIn(page, base);
  const version = await (await page.request.get(`${base}/api/system/version`)).json();
  await expect(page.getByText(`Version ${version.data.version}`)).toBeVisible();
});

test("when the browser refuses a Secure cookie over plain HTTP, the sign-in page says so and what to do", async ({
  playwright,
  launchOptions,
}) => {
  const production = await startOpstage({ NODE_ENV: "production", OPSTAGE_LOG_LEVEL: "silent" });
  // Browsers trust localhost even over plain HTTP; a host's name shows what happens in a network.
  const base = production.base.replace("localhost", "opstage.test");
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--host-resolver-rules=MAP opstage.test 127.0.0.1"],
  });
  try {
    const page = await browser.newPage({ locale: "en-US" });
    await page.goto(`${base}/login`);
    await fillSignIn(page);
    await expect(page.getByText("The browser refused the session cookie")).toBeVisible();
    await expect(page.getByText(/marked Secure and this page was opened over plain HTTP/)).toBeVisible();
    await expect(page.getByText(base, { exact: false })).toBeVisible();
  } finally {
    await browser.close();
    await production.dispose();
  }
});
