import { expect, test } from "@playwright/test";
import { placeholderSessionSecret } from "../server/config/config";
import {
  beSignedIn,
  fillSignIn,
  navigateTo,
  opstageForThisFile,
  rowWith,
  settled,
  signIn,
} from "./support/journey";
import { signInOverRest } from "./support/operator";
import { startOpstage } from "./support/opstage-process";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();

test("a session that ends in the middle of a form leads back to the form, with what was typed but secrets", async ({
  page,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Users");
  await page.getByRole("button", { name: "Create user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a user" });
  await dialog.getByLabel("Username").fill("half.done@example.local");
  await dialog.getByRole("radio", { name: /^Operator/ }).check();
  await dialog.getByLabel("First password", { exact: true }).fill("a secret that must not stay");

  const elsewhere = await signInOverRest(opstage());
  await elsewhere.call("POST", "/api/admin/account/sessions/end-others");
  await expect(page.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).toContain("half.done@example.local");
  expect(kept).not.toContain("a secret that must not stay");

  await fillSignIn(page);
  await expect(page).toHaveURL(`${base}/users`);
  await expect(dialog.getByLabel("Username")).toHaveValue("half.done@example.local");
  await expect(dialog.getByRole("radio", { name: /^Operator/ })).toBeChecked();
  await expect(dialog.getByLabel("First password", { exact: true })).toHaveValue("");
  await dialog.getByLabel("First password", { exact: true }).fill("another fine password");
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(rowWith(page, "half.done@example.local", "Operator")).toBeVisible();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test("while the server is away the page says so, keeps what was typed, and goes on when it is back", async ({
  page,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Registration Tokens");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Typed before the outage");

  await opstage().stop();
  await expect(page.getByText("Not live")).toBeVisible();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Code NETWORK")).toBeVisible();
  await expect(page.getByText(/^The server cannot be reached\. What is shown may be old/)).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("Typed before the outage");

  await opstage().start();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("This is the only time the token is shown")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(rowWith(page, "Typed before the outage", "Active")).toBeVisible();
  await expect(page.getByText(/^The server cannot be reached/)).toBeHidden();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});

test("owners are warned of the unchanged first password on every page until it is changed", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/audit`);
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices.getByText(/still uses the password from the environment/)).toBeVisible();
  await notices.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("dialog", { name: "Change password" })).toBeVisible();
});

test("owners are warned of the published session secret, and nobody else is", async ({ page, browser }) => {
  const unsafe = await startOpstage({ OPSTAGE_SESSION_SECRET: placeholderSessionSecret });
  try {
    const viewer = await addUser(unsafe, { username: "vera", role: "viewer" });
    await beSignedIn(page, unsafe.base);
    await page.goto(`${unsafe.base}/settings`);
    const notices = page.getByRole("region", { name: "Notices" });
    await expect(notices.getByText(/The session secret is the published placeholder/)).toBeVisible();
    await expect(notices.getByText(/openssl rand -base64 48/)).toBeVisible();
    const theirs = await browser.newPage({ locale: "en-US" });
    await beSignedIn(theirs, unsafe.base, viewer);
    await theirs.goto(`${unsafe.base}/services`);
    await expect(theirs.getByRole("heading", { level: 1, name: "Capsule Services" })).toBeVisible();
    await expect(theirs.getByText(/published placeholder/)).toHaveCount(0);
    await theirs.context().close();
  } finally {
    await unsafe.dispose();
  }
});

test("an unknown address and unknown objects are said, with the way on", async ({ page }) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/nowhere`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the dashboard" }).click();
  await expect(page).toHaveURL(`${base}/dashboard`);
  await page.goto(`${base}/users/usr_01NOBODY`);
  await expect(page.getByRole("heading", { name: "There is no such user" })).toBeVisible();
});

test("a list that cannot be loaded looks like an error and not like an empty list, and Retry loads it", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  let isBroken = true;
  await page.route("**/api/trpc/**audit.list**", (route) =>
    isBroken
      ? route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" })
      : route.continue(),
  );
  await page.goto(`${base}/audit`);
  const failure = page.getByRole("alert").filter({ hasText: "This could not be loaded" });
  await expect(failure).toBeVisible();
  isBroken = false;
  await failure.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("table")).toBeVisible();
});

test("a page that was open while Opstage was upgraded says that it has to be loaded again, which helps", async ({
  page,
}) => {
  const { base } = opstage();
  await signIn(page, base);
  await settled(page);
  // An upgrade takes away the parts of the console that this page has not fetched yet.
  const parts = "**/_next/static/chunks/**";
  await page.route(parts, (route) => route.fulfill({ status: 404, json: {} }));
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("heading", { level: 1, name: "This page stopped working" })).toBeVisible();
  await page.unroute(parts);
  await page.getByRole("button", { name: "Load again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^(Dashboard|Bring your first)/ })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeVisible();
});
