import { expect, type Page, test } from "@playwright/test";
import { beSignedIn, opstageForThisFile, rowWith } from "./support/journey";
import { createRegistrationToken, signInOverRest } from "./support/operator";
import { addUser } from "./support/users";

const opstage = opstageForThisFile();
const tabs = 10;

/** How many consoles hold a stream open at the server. */
async function liveStreams(): Promise<number> {
  const session = await signInOverRest(opstage());
  const diagnostics = await session.call<{ connections: { liveStreams: number } }>(
    "GET",
    "/api/admin/diagnostics/runtime",
  );
  return diagnostics.connections.liveStreams;
}

async function openTabs(page: Page, count: number): Promise<Page[]> {
  const pages = [
    page,
    ...(await Promise.all(Array.from({ length: count - 1 }, () => page.context().newPage()))),
  ];
  for (const each of pages) await each.goto(`${opstage().base}/registration-tokens`);
  for (const each of pages) await expect(each.getByText("Live", { exact: true })).toBeVisible();
  return pages;
}

test("ten tabs of one browser share one stream, and all stay live", async ({ page }) => {
  await beSignedIn(page, opstage().base);
  const pages = await openTabs(page, tabs);
  expect(await liveStreams()).toBe(1);

  await createRegistrationToken(await signInOverRest(opstage()), "Seen in ten tabs");
  for (const each of pages) {
    await each.bringToFront();
    await expect(rowWith(each, "Seen in ten tabs", "Active")).toBeVisible();
  }
});

test("when one tab signs out, all lead to the sign-in page by themselves, and the stream ends", async ({
  page,
}) => {
  const user = await addUser(opstage(), { username: "tabby", role: "operator" });
  await beSignedIn(page, opstage().base, user);
  const pages = await openTabs(page, 3);
  await page.bringToFront();
  await page.getByRole("button", { name: "Account of tabby" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  for (const each of pages) {
    await expect(each.getByRole("heading", { name: "Sign in to Opstage" })).toBeVisible();
  }
  await expect.poll(liveStreams).toBe(0);
});

test("a burst of changes is fetched a few times a second at most, and the last one is shown", async ({
  page,
}) => {
  await beSignedIn(page, opstage().base);
  await openTabs(page, 1);
  let fetches = 0;
  page.on("request", (request) => {
    if (request.url().includes("registrationTokens.list")) fetches += 1;
  });
  const session = await signInOverRest(opstage());
  const startedAt = performance.now();
  for (let n = 0; n < 40; n++) await createRegistrationToken(session, `Burst ${n}`);
  await expect(rowWith(page, "Burst 39")).toBeVisible();
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(fetches).toBeLessThanOrEqual(2 + 3 * seconds);
});
