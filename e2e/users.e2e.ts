import { expect, test } from "@playwright/test";
import {
  beSignedIn,
  fillSignIn,
  navigateTo,
  opstageForThisFile,
  rowWith,
  settled,
  signIn,
} from "./support/journey";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();

test("an owner creates a user, who signs in with the role that was chosen", async ({ page, browser }) => {
  const { base } = opstage();
  await signIn(page, base);
  await navigateTo(page, "Users");
  await page.getByRole("button", { name: "Create user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a user" });
  await expect(dialog.getByLabel("Username")).toBeFocused();
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog.getByText("Enter a username of up to 320 characters.")).toBeVisible();

  await dialog.getByLabel("Username").fill("opal@example.local");
  await dialog.getByLabel("Display name (optional)").fill("Opal");
  await dialog.getByRole("radio", { name: /^Operator/ }).check();
  await dialog.getByRole("button", { name: "Make a password" }).click();
  const password = await dialog.getByLabel("First password", { exact: true }).inputValue();
  expect(password).toMatch(/^(\w{5}-){4}\w{5}$/);
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowWith(page, "opal@example.local", "Operator", "Active", "never")).toBeVisible();

  const theirs = await browser.newPage({ locale: "en-US" });
  await signIn(theirs, base, { username: "opal@example.local", password });
  await expect(theirs.getByRole("link", { name: "Users" })).toBeHidden();
  await theirs.goto(`${base}/users`);
  await expect(theirs.getByText("Users are managed by owners")).toBeVisible();
  await expect(theirs.getByText("Needs the role Owner. You are signed in as Operator.")).toBeVisible();
  await theirs.context().close();
});

test("a name that is taken is said in the form, which stays open", async ({ page }) => {
  const { base } = opstage();
  await addUser(opstage(), { username: "taken", role: "viewer" });
  await beSignedIn(page, base);
  await page.goto(`${base}/users`);
  await page.getByRole("button", { name: "Create user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a user" });
  await dialog.getByLabel("Username").fill("taken");
  await dialog.getByLabel("First password", { exact: true }).fill("a password of theirs");
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog.getByText("Code USER_ALREADY_EXISTS")).toBeVisible();
});

test("disabling a user ends what they have open within a moment, and enabling lets them in again", async ({
  page,
  browser,
}) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "dora", role: "operator" });
  const theirs = await browser.newPage({ locale: "en-US" });
  await signIn(theirs, base, user);
  await expect(theirs.getByText("Live", { exact: true })).toBeVisible();

  await beSignedIn(page, base);
  await page.goto(`${base}/users?q=dora`);
  await page.getByRole("link", { name: "dora" }).click();
  const detail = page.getByRole("article");
  await expect(detail.getByText(/^Chrome \d+/)).toBeVisible();
  await detail.getByRole("button", { name: "Disable" }).click();
  const question = page.getByRole("dialog", { name: "Disable dora?" });
  await expect(question.getByText(/cannot sign in until enabled again/)).toBeVisible();
  await question.getByRole("button", { name: "Disable" }).click();

  await expect(theirs.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  await expect(detail.getByText("Disabled", { exact: true })).toBeVisible();
  await expect(detail.getByText("Signed in nowhere")).toBeVisible();

  await detail.getByRole("button", { name: "Enable" }).click();
  await page.getByRole("dialog", { name: "Enable dora?" }).getByRole("button", { name: "Enable" }).click();
  await expect(detail.getByText("Active", { exact: true })).toBeVisible();
  await signIn(theirs, base, user);
  await theirs.context().close();
});

test("a role that changes while a tab is open takes effect there: sign in again, and less may be done", async ({
  page,
  browser,
}) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "olga", role: "operator" });
  const theirs = await browser.newPage({ locale: "en-US" });
  await theirs.goto(`${base}/registration-tokens`);
  await fillSignIn(theirs, user);
  const create = theirs.getByRole("button", { name: "Create token" }).first();
  await expect(create).toBeEnabled();
  await expect(theirs.getByText("Live", { exact: true })).toBeVisible();

  await beSignedIn(page, base);
  await page.goto(`${base}/users/${user.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit olga" });
  await edit.getByRole("radio", { name: /^Viewer/ }).check();
  await edit.getByRole("button", { name: "Save" }).click();

  await expect(theirs.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  await fillSignIn(theirs, user);
  await expect(theirs).toHaveURL(`${base}/registration-tokens`);
  await expect(create).toBeDisabled();
  await theirs.context().close();
});

test("a new password and a new role end a user's sessions; the new ones hold", async ({ page }) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "rita", role: "viewer" });
  await beSignedIn(page, base);
  await page.goto(`${base}/users/${user.id}`);
  await expect(page.getByRole("heading", { level: 1, name: /rita/ })).toBeVisible();

  await page.getByRole("button", { name: "Reset password" }).click();
  const reset = page.getByRole("dialog", { name: "New password for rita" });
  await reset.getByLabel("New password").fill("another long password");
  await reset.getByRole("button", { name: "Reset password" }).click();
  await expect(page.getByText("rita has a new password")).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit rita" });
  await edit.getByRole("radio", { name: /^Operator/ }).check();
  await expect(edit.getByText(/A new role ends this user's sessions/)).toBeVisible();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Sees everything and acts on the fleet")).toBeVisible();

  // The page would notice the missing session and go to the sign-in page itself, at the same time.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await signIn(page, base, { username: "rita", password: "another long password" });
});

test("the last active owner can be neither disabled nor demoted, and the reason is on hover", async ({
  page,
}) => {
  const { base } = opstage();
  await beSignedIn(page, base);
  await page.goto(`${base}/users?role=owner`);
  await page.getByRole("row").getByRole("link").first().click();
  const detail = page.getByRole("article");
  const disable = detail.getByRole("button", { name: "Disable" });
  await expect(disable).toHaveAttribute("aria-disabled", "true");
  await disable.hover();
  await expect(page.getByRole("tooltip", { name: /last active owner/ })).toBeVisible();
  await detail.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: /^Edit/ });
  await expect(edit.getByRole("radio", { name: /^Viewer/ })).toBeDisabled();
});

test("filters and order are in the address, and a link reproduces them", async ({ page }) => {
  const { base } = opstage();
  await addUser(opstage(), { username: "zoe", role: "viewer" });
  await beSignedIn(page, base);
  await page.goto(`${base}/users?q=zoe&role=viewer`);
  await expect(page.getByRole("textbox", { name: "Username or name" })).toHaveValue("zoe");
  await settled(page);
  await expect(page.getByRole("row").filter({ has: page.getByRole("link") })).toHaveCount(1);
  await expect(rowWith(page, "zoe", "Viewer")).toBeVisible();
});
