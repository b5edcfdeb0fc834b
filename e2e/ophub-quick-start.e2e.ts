import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { findPython } from "./support/hub-process";
import { navigateTo, openAction, opstageForThisFile, rowWith, signIn } from "./support/journey";

const opstage = opstageForThisFile();

/** The commands of docs/ophub.md's quick start, in their order. */
const commands = [
  ...readFileSync("docs/ophub.md", "utf8").matchAll(/```bash quick-start\n([\s\S]*?)```/g),
].map(([, command = ""]) => command);

/** A terminal in this folder, with a home of its own. What is pasted runs as it is. */
function openTerminal() {
  const home = mkdtempSync(join(tmpdir(), "opstage-home-"));
  const shell = spawn("bash", [], {
    env: { PATH: process.env.PATH, HOME: home, NODE_ENV: "production" },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<void>((resolve) => shell.once("exit", () => resolve()));
  return {
    output: () => output,
    paste: (text: string) => void shell.stdin.write(text),
    pressControlC: () => void (shell.pid && process.kill(-shell.pid, "SIGINT")),
    /** Ends the shell with all that runs in it. */
    async close() {
      shell.stdin.end();
      if (shell.exitCode === null && shell.pid) process.kill(-shell.pid, "SIGTERM");
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Creates a token in the console; what to paste is in the dialog that is open then. */
async function createToken(page: Page, name: string): Promise<Locator> {
  await navigateTo(page, "Registration Tokens");
  await page.getByRole("button", { name: "Create token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create token" }).click();
  return dialog;
}

test("the hub's quick start, pasted line by line, leads from a Python script to its result in the console", async ({
  page,
}) => {
  test.skip(findPython() !== "python3", "The quick start is about a Python script.");
  const terminal = openTerminal();
  try {
    await signIn(page, opstage().base);
    const [script, description, run] = commands;
    if (!script || !description || !run)
      throw new Error("docs/ophub.md has no quick start of three commands.");
    terminal.paste(script + description);

    const dialog = await createToken(page, "My hub");
    const environment = dialog.getByRole("tabpanel", { name: "Environment" });
    terminal.paste(`${await environment.locator("pre").textContent()}\n${run}`);
    await expect(dialog.getByText("my-hub has registered")).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();

    await navigateTo(page, "Capsule Services");
    await expect(rowWith(page, "cleanup", "Healthy", "Python 3")).toBeVisible();
    await page.getByRole("link", { name: "cleanup", exact: true }).click();
    const panel = await openAction(page, "Find old files");
    await expect(panel.getByLabel("Folder")).toHaveValue("/tmp");
    await panel.getByLabel("Folder").fill(join(process.cwd(), "docs"));
    await panel.getByLabel("Older than (days)").fill("0");
    await panel.getByRole("button", { name: "Run Find old files" }).click();
    await expect(panel.getByText("Succeeded")).toBeVisible();
    await expect(panel.getByText(/^\d+ files are older than 0 days\.$/).first()).toBeVisible();
    await expect(panel.getByText(/old: .*docs\/ophub\.md/).first()).toBeVisible();
  } finally {
    terminal.pressControlC();
    await expect.poll(terminal.output).toContain("agent.stopped");
    await terminal.close();
  }
});

test("what a new token shows for the hub, pasted in a clone, brings a service into the list", async ({
  page,
}) => {
  const terminal = openTerminal();
  try {
    await signIn(page, opstage().base);
    const dialog = await createToken(page, "From the dialog");
    await dialog.getByRole("tab", { name: "Hub" }).click();
    const snippet = await dialog.getByRole("tabpanel", { name: "Hub" }).locator("pre").textContent();
    terminal.paste(`${snippet}\n`);
    await expect(dialog.getByText("my-hub has registered")).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
    await navigateTo(page, "Capsule Services");
    await expect(rowWith(page, "my-service", "Healthy")).toBeVisible();
  } finally {
    terminal.pressControlC();
    await expect.poll(terminal.output).toContain("agent.stopped");
    await terminal.close();
  }
});
