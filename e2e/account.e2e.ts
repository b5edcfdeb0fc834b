import { expect, test } from "@playwright/test";
import { beSignedIn, opstageForThisFile, signIn } from "./support/journey";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();

test("everybody sees where they are signed in, and ends one session or all others", async ({
  page,
  browser,
}) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "vera", role: "viewer" });
  const others = await Promise.all([1, 2, 3].map(() => browser.newPage({ locale: "en-US" })));
  for (const other of others) await signIn(other, base, user);
  await signIn(page, base, user);
  await page.getByRole("button", { name: "Account of vera" }).click();
  await page.getByRole("menuitem", { name: "My account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
  const sessions = page.getByRole("list", { name: "Your sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(4);
  await expect(sessions.filter({ hasText: "This session" })).toHaveCount(1);

  await sessions
    .getByRole("button", { name: /^End the session in Chrome/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
  await expect(sessions).toHaveCount(3);

  await page.getByRole("button", { name: "Sign out others" }).click();
  const question = page.getByRole("dialog", { name: "End all your other sessions?" });
  await question.getByRole("button", { name: "Sign out others" }).click();
  await expect(sessions).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign out others" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  for (const other of others) {
    await expect(other.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
    await other.context().close();
  }
});

test("a new password needs the present one, and holds at the next sign-in", async ({ page }) => {
  const { base } = opstage();
  const user = await addUser(opstage(), { username: "paul", role: "operator" });
  await beSignedIn(page, base, user);
  await page.goto(`${base}/account`);
  await page.getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog", { name: "Change password" });
  await dialog.getByLabel("Current password").fill("not this one at all");
  await dialog.getByLabel("New password", { exact: true }).fill("a much better password");
  await dialog.getByLabel("New password, once more").fill("a much better passwort");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog.getByText("The two new passwords differ.")).toBeVisible();
  await dialog.getByLabel("New password, once more").fill("a much better password");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog.getByText("Code CURRENT_PASSWORD_WRONG")).toBeVisible();
  await dialog.getByLabel("Current password").fill(user.password);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog).toBeHidden();

  await page.goto("about:blank");
  await page.context().clearCookies();
  await signIn(page, base, { username: "paul", password: "a much better password" });
});
