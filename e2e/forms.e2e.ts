import { expect, type Locator, type Page, test } from "@playwright/test";
import { type FormAgent, startFormAgent } from "./support/form-agent";
import { beSignedIn, openAction, opstageForThisFile } from "./support/journey";
import { type OperatorSession, signInOverRest } from "./support/operator";

const opstage = opstageForThisFile();
let agent: FormAgent;
let session: OperatorSession;
let serviceId = "";

test.beforeAll(async () => {
  session = await signInOverRest(opstage());
  agent = await startFormAgent(opstage(), session, "forms");
  const [service] = await session.call<{ id: string }[]>("GET", "/api/admin/capsule-services");
  serviceId = service?.id ?? "";
});
test.afterAll(() => agent?.stop());
test.beforeEach(({ page }) => beSignedIn(page, opstage().base));

async function openForm(page: Page, label: string): Promise<Locator> {
  await page.goto(`${opstage().base}/services/${serviceId}?tab=actions`);
  const panel = await openAction(page, label);
  await expect(panel.getByText(/^Values from the agent/)).toBeVisible();
  return panel;
}

/** Chooses from a closed list inside the panel. */
async function pick(page: Page, panel: Locator, label: string, option: string): Promise<void> {
  await panel.getByRole("combobox", { name: label }).click();
  await page.getByTitle(option, { exact: true }).last().click();
}

test("a form asks for everything a JSON Schema can say, and sends exactly that", async ({ page }) => {
  const form = await openForm(page, "Set up");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("web-1");
  await expect(form.getByText("As others know it.")).toBeVisible();
  await pick(page, form, "Size", "large");
  await form.getByRole("textbox", { name: "Notes", exact: true }).fill("two\nlines");
  await form.getByLabel("PIN", { exact: true }).fill("4711");
  await form.getByLabel("Since").fill("2026-02-03");
  await page.keyboard.press("Enter");

  await test.step("a file is read into its field", async () => {
    const chooser = page.waitForEvent("filechooser");
    await form.getByRole("button", { name: "Read Plan from a file" }).click();
    const file = { name: "plan.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") };
    await (await chooser).setFiles(file);
    await expect(form.getByRole("textbox", { name: "Plan", exact: true })).toHaveValue("a,b\n1,2\n");
  });

  await test.step("lists grow, shrink and change their order, and the focus follows", async () => {
    const add = form.getByRole("button", { name: "Add to Tags" });
    for (const tag of ["one", "two", "three"]) {
      await add.click();
      await page.keyboard.type(tag);
    }
    const tags = form.getByRole("group", { name: "Tags" });
    await tags.getByRole("button", { name: "Move entry 3 up" }).click();
    await tags.getByRole("button", { name: "Remove entry 1" }).click();
    await expect(add).toBeFocused();
    await expect(tags.getByRole("textbox")).toHaveCount(2);
    await form.getByRole("button", { name: "Add to Rules" }).click();
    await expect(form.getByRole("spinbutton", { name: "Limit" })).toHaveValue("5");
    await form.getByRole("textbox", { name: "Path", exact: true }).fill("/api");
  });

  await test.step("an open map takes names and values", async () => {
    const labels = form.getByRole("group", { name: "Labels" });
    await form.getByRole("button", { name: "Add to Labels" }).click();
    await labels.getByRole("textbox", { name: "Name", exact: true }).fill("team");
    await page.keyboard.press("Enter");
    await labels.getByLabel("Value of team").fill("blue");
  });

  await test.step("a group that may be left out is added and taken away", async () => {
    await form.getByRole("button", { name: "Add Proxy" }).click();
    await form.getByRole("textbox", { name: "Proxy host", exact: true }).fill("p");
    await form.getByRole("button", { name: "Remove Proxy" }).click();
    await expect(form.getByRole("textbox", { name: "Proxy host", exact: true })).toHaveCount(0);
  });

  await test.step("a choice shows the fields of its branch", async () => {
    const target = form.getByRole("group", { name: "Target" });
    await target.getByRole("textbox", { name: "URL" }).fill("https://example.com");
    await target.getByText("Port", { exact: true }).click();
    await expect(target.getByRole("spinbutton", { name: "Port number" })).toHaveValue("80");
    await target.getByRole("spinbutton", { name: "Port number" }).fill("8443");
  });

  await test.step("a condition brings the field it needs, and what is wrong is said in place", async () => {
    await form.getByRole("switch", { name: "Alert" }).click();
    await form.getByRole("button", { name: "Run Set up" }).click();
    await expect(form.getByText("1 value needs attention before this can run")).toBeVisible();
    await expect(form.getByRole("textbox", { name: "Alert address", exact: true })).toBeFocused();
    await page.keyboard.type("ops@example.com");
  });

  await form.getByRole("button", { name: "Run Set up" }).click();
  await expect(form.getByText("It is set up.")).toBeVisible();
  expect(agent.received()).toEqual({
    name: "web-1",
    size: 4,
    notes: "two\nlines",
    pin: "4711",
    since: "2026-02-03",
    plan: "a,b\n1,2\n",
    tags: ["three", "two"],
    rules: [{ path: "/api", limit: 5 }],
    labels: { team: "blue" },
    target: { kind: "port", port: 8443 },
    alert: true,
    address: "ops@example.com",
    owner: "",
  });
});

test("choices follow what was entered: the agent is asked again", async ({ page }) => {
  const form = await openForm(page, "Choose a city");
  await form.getByRole("combobox", { name: "City" }).click();
  await expect(page.getByTitle("Lyon", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await pick(page, form, "Country", "DE");
  await expect(async () => {
    await form.getByRole("combobox", { name: "City" }).click();
    await expect(page.getByTitle("Bonn", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByTitle("Bonn", { exact: true }).last().click();
  await form.getByRole("button", { name: "Run Choose a city" }).click();
  await expect(form.getByText("Off to Bonn.")).toBeVisible();
});

test("what was entered survives an accidental close, but never a secret", async ({ page }) => {
  let form = await openForm(page, "Set up");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("draft-1");
  await form.getByLabel("PIN", { exact: true }).fill("2580");
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
  const kept = await page.evaluate(
    () => JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage }),
  );
  expect(kept).toContain("draft-1");
  expect(kept).not.toContain("2580");

  form = await openForm(page, "Set up");
  await expect(form.getByText("What you entered before closing is back.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("draft-1");
  await expect(form.getByLabel("PIN", { exact: true })).toHaveValue("");
  await form.getByRole("button", { name: "Start over" }).click();
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("");
});

test("form and JSON view never overwrite each other", async ({ page }) => {
  const form = await openForm(page, "Set up");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("both");
  await form.getByText("JSON", { exact: true }).click();
  const json = form.getByRole("textbox", { name: "Input as JSON" });
  await expect(json).toHaveValue(/"name": "both"/);
  await json.fill('{ "name": "typed", "size": 2, "target": { "kind": "port", ');
  await expect(form.getByText(/This is not valid JSON yet/)).toBeVisible();
  await form.getByText("Form", { exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("both");
  await form.getByText("JSON", { exact: true }).click();
  await expect(json).toHaveValue('{ "name": "typed", "size": 2, "target": { "kind": "port", ');
  await json.fill('{ "name": "typed", "size": 2, "target": { "kind": "port", "port": "x" } }');
  await form.getByText("Form", { exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("typed");
  await form.getByRole("button", { name: "Run Set up" }).click();
  await expect(form.getByText("Must be a whole number")).toBeVisible();
});
