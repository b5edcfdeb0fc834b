import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { beSignedIn, choose, opstageForThisFile, rowWith, settled } from "./support/journey";
import { signInOverRest } from "./support/operator";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();

test.beforeAll(async () => {
  const session = await signInOverRest(opstage());
  for (const username of ["ada", "bert"]) await addUser(opstage(), { username, role: "viewer" });
  await session.call("POST", "/api/admin/registration-tokens", {
    name: "For the rack",
    expiresInSeconds: 900,
  });
});
test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

async function exportAs(page: Page, format: "CSV" | "JSON"): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: `All matching events as ${format}` }).click();
  return readFileSync(await (await downloading).path(), "utf8");
}

test("what is filtered is what is exported, in the address and in the file", async ({ page }) => {
  await page.goto(`${opstage().base}/audit`);
  await expect(rowWith(page, "registration_token.created", "For the rack")).toBeVisible();
  await choose(page, "Target type", "User");
  await expect(page).toHaveURL(/targetType=User/);
  await expect(rowWith(page, "registration_token.created")).toHaveCount(0);
  await expect(rowWith(page, "user.created", "ada")).toBeVisible();

  const csv = await exportAs(page, "CSV");
  expect(csv).toContain("user.created");
  expect(csv).not.toContain("registration_token.created");
  const { data } = JSON.parse(await exportAs(page, "JSON"));
  expect(new Set(data.map(({ targetType }: { targetType: string }) => targetType))).toEqual(
    new Set(["User"]),
  );
});

test("what one person did is found by their name", async ({ page }) => {
  const carla = await addUser(opstage(), { username: "carla", role: "viewer" });
  await signInOverRest(opstage(), carla);
  await page.goto(`${opstage().base}/audit`);
  await page.getByRole("combobox", { name: "Actor", exact: true }).fill("carl");
  await page.getByTitle("carla", { exact: true }).last().click();
  await expect(page).toHaveURL(/actorId=usr_/);
  await expect(rowWith(page, "session.login.succeeded", "carla")).toBeVisible();
  await expect(rowWith(page, "user.created")).toHaveCount(0);
  await page.reload();
  await expect(page.getByTitle("carla", { exact: true })).toBeVisible();
});

test("what was done to one thing is found by its name", async ({ page }) => {
  await page.goto(`${opstage().base}/audit`);
  await choose(page, "Target type", "User");
  await page.getByRole("combobox", { name: "Target", exact: true }).fill("ber");
  await page.locator(".ant-select-item-option[title=bert]").click();
  await expect(page).toHaveURL(/targetId=usr_/);
  await expect(rowWith(page, "user.created", "bert")).toBeVisible();
  await expect(rowWith(page, "user.created", "ada")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("search").getByTitle("bert", { exact: true })).toBeVisible();

  await choose(page, "Target type", "Registration token");
  await expect(page).not.toHaveURL(/targetId=/);
  await page.getByRole("combobox", { name: "Target", exact: true }).click();
  await page.locator(".ant-select-item-option[title='For the rack']").click();
  await expect(page).toHaveURL(/targetId=tok_/);
  await expect(rowWith(page, "registration_token.created", "For the rack")).toBeVisible();
});

test("on paper the trail stands alone: no navigation, no buttons, nothing cut off, black on white", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${opstage().base}/audit`);
  await expect(rowWith(page, "user.created", "bert")).toBeVisible();
  await settled(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // The width of a sheet of A4 within its margins.
  await page.setViewportSize({ width: 703, height: 1_000 });
  await expect(page.getByRole("heading", { level: 1, name: "Audit Events" })).toBeVisible();
  await expect(page.getByText("user.created").first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main navigation" })).toBeHidden();
  // Long after it was printed one still reads when it happened.
  const time = page.locator("time").first();
  const printed = await time.evaluate((element) => getComputedStyle(element, "::after").content);
  expect(printed).toContain(String(new Date().getUTCFullYear()));
  await expect(time).toHaveCSS("font-size", "0px");
  for (const name of ["Export", "Filters", "Columns"])
    await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
  const looks = await page.evaluate(() => {
    const box = document.querySelector(".data-box");
    return {
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      cut: box ? box.scrollWidth - box.clientWidth : 0,
      ground: getComputedStyle(document.body).backgroundColor,
      rows: getComputedStyle(document.querySelector(".data-table") ?? document.body).backgroundColor,
      ink: getComputedStyle(document.querySelector("h1") ?? document.body).color,
    };
  });
  const white = "rgb(255, 255, 255)";
  expect(looks).toEqual({ overflow: 0, cut: 0, ground: white, rows: white, ink: "rgb(0, 0, 0)" });
});
