import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRegistrationToken, signInOverRest } from "../../../e2e/support/operator";
import { type OpstageProcess, startApi } from "../../../e2e/support/opstage-process";

let opstage: OpstageProcess;
const folder = mkdtempSync(join(tmpdir(), "opstage-curl-"));

beforeAll(async () => {
  opstage = await startApi();
});
afterAll(async () => {
  await opstage.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands of the protocol page, in order. */
function documentedCommands(): string {
  const page = readFileSync("docs/agent-protocol.md", "utf8");
  return [...page.matchAll(/```bash curl\n([\s\S]*?)```/g)].map(([, block]) => block).join("\n");
}

/** Runs a shell script in the folder; resolves with its exit code and what it wrote to stderr. */
function runShell(
  script: string,
  env: Record<string, string>,
): Promise<{ code: number | null; stderr: string }> {
  const shell = spawn("bash", ["-eu", "-c", script], {
    // A shell whose input is a socket reads the start-up files of a login.
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
    env: { ...process.env, ...env },
  });
  let stderr = "";
  shell.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => shell.once("exit", (code) => resolve({ code, stderr })));
}

const written = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));

it("[seed 25] [seed 27] [seed 28] curl alone is an agent: the documented commands register, report, beat, poll and answer", async () => {
  const operator = await signInOverRest(opstage);
  const token = await createRegistrationToken(operator, "curl");
  const agent = runShell(documentedCommands(), {
    OPSTAGE_BACKEND_URL: opstage.base,
    OPSTAGE_REGISTRATION_TOKEN: token,
  });

  // The poll is parked for up to 25 s: give it something to do once the service is there.
  const service = await expect
    .poll(async () => {
      const services = await operator.call<{ id: string; code: string; status: string }[]>(
        "GET",
        "/api/admin/capsule-services?q=curl-service",
      );
      return services[0];
    })
    .toMatchObject({ code: "curl-service", status: "HEALTHY" })
    .then(() => operator.call<{ id: string }[]>("GET", "/api/admin/capsule-services?q=curl-service"));
  const command = await operator.call<{ id: string }>(
    "POST",
    `/api/admin/capsule-services/${service[0]?.id}/actions/greet`,
    { payload: { name: "Ada" } },
  );

  expect(await agent).toEqual({ code: 0, stderr: "" });
  expect(written("heartbeat.json")).toMatchObject({ success: true, data: { heartbeatIntervalSeconds: 30 } });
  expect(readFileSync(join(folder, "probe.txt"), "utf8")).toMatch(/^HTTP\/1.1 200/);
  expect(written("commands.json").data).toMatchObject([
    { id: command.id, type: "ACTION_EXECUTE", actionName: "greet", payload: { name: "Ada" } },
  ]);
  expect(written("result.json")).toMatchObject({
    success: true,
    data: { commandId: command.id, success: true },
  });
  expect(await operator.call("GET", `/api/admin/commands/${command.id}`)).toMatchObject({
    status: "SUCCEEDED",
    result: { data: { greeting: "Hello, Ada!" } },
  });
});
