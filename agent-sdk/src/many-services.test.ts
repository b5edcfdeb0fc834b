import { describe, expect, test } from "vitest";
import { AgentRuntime } from "./runtime";
import { failure } from "./testing/fake-opstage";
import { testBed } from "./testing/fixtures";
import { until } from "./testing/test-seams";
import type { Health } from "./types";

type Bed = Awaited<ReturnType<typeof testBed>>;

async function started(
  bed: Bed,
  codes: readonly string[],
  health: (code: string) => Health | Promise<Health>,
) {
  const runtime = new AgentRuntime({
    backendUrl: bed.fake.url,
    registrationToken: bed.fake.registrationToken,
    tokenStore: { file: bed.tokenFile },
    agent: { code: "hub", mode: "ophub" },
    services: codes.map((code) => ({ code, name: code })),
    proxyEnv: {},
    heartbeatThread: false,
    seams: bed.seams,
    drainTimeoutMs: 0,
    onLog: (record) => bed.log.push(record),
  });
  for (const service of runtime.services()) service.health(() => health(service.code));
  await runtime.start();
  await until(() => bed.fake.parkedPolls === 1, "the first held poll");
  return runtime;
}

const fifty = Array.from({ length: 50 }, (_, index) => `service-${index}`);

/** What the last heartbeat said of each service. */
function lastHealth(bed: Bed): Map<string, string> {
  const services = bed.fake.seen("heartbeat").at(-1)?.body.services;
  return new Map(
    (Array.isArray(services) ? services : []).map(({ code, health }) => [code, health.message ?? ""]),
  );
}

describe("an agent of many services", () => {
  test("asks each for its health in its own time: one that hangs delays no other", async () => {
    await using bed = await testBed();
    let round = 1;
    const hanging = new Promise<Health>(() => {});
    const runtime = await started(bed, fifty, (code) =>
      round > 1 && code === "service-7" ? hanging : { status: "UP", message: `round ${round}` },
    );
    const healthOf = (code: string) =>
      runtime.services().find((service) => service.code === code)?.lastHealth.message;
    for (round = 2; round <= 4; round++) {
      await until(() => bed.seams.sleeping(30_000, 2), "the loops to sleep");
      // No more than the interval passes: the limit of the hanging check is not waited for.
      bed.seams.advance(30_000);
      const isAsked = (code: string) => code === "service-7" || healthOf(code) === `round ${round}`;
      await until(() => fifty.every(isAsked), `round ${round} of all others`);
    }
    expect(healthOf("service-7")).toMatch(/^round 1$|did not answer/);
    expect(lastHealth(bed).size).toBe(50);
    await runtime.stop();
  });

  test("reports a service that comes later at once, with its health", async () => {
    await using bed = await testBed();
    const runtime = await started(bed, ["one"], () => ({ status: "UP" }));
    const later = runtime.addService({ code: "later", name: "Later" });
    later.health(() => ({ status: "DEGRADED", message: "warming up" }));
    await until(() => bed.fake.services.some(({ code }) => code === "later"), "the report");
    await until(() => lastHealth(bed).get("later") === "warming up", "its health");
    runtime.removeService("later");
    await runtime.runHealth();
    expect([...lastHealth(bed).keys()]).not.toContain("later");
    await runtime.stop();
  });

  test("is reported all the same when Opstage refuses one of its services, which is said once", async () => {
    await using bed = await testBed();
    const runtime = await started(bed, ["one", "two"], () => ({ status: "UP" }));
    const taken = failure(409, "CAPSULE_SERVICE_CODE_TAKEN", "Another live agent owns this code.");
    const accepted = { status: 200, body: { success: true, data: { services: [] } } };
    for (let time = 0; time < 2; time++) {
      const before = bed.fake.seen("report").length;
      bed.fake.answer("report", taken, taken, accepted);
      bed.seams.advance(60_000);
      await until(() => bed.fake.seen("report").length === before + 3, "a report of each");
      await until(() => bed.seams.sleeping(60_000), "the report loop to sleep");
    }
    const said = bed.log.filter(({ event }) => event === "report.refused");
    expect(said.map(({ data }) => data.service)).toEqual(["one"]);
    expect(bed.events()).not.toContain("request.refused");
    await runtime.stop();
  });
});

describe("an agent that is disabled", () => {
  test("asks again within ten seconds, sooner when Opstage says so", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    await until(() => bed.fake.parkedPolls === 1);
    const disabled = failure(403, "AGENT_DISABLED", "The agent is disabled.");
    bed.fake.answer("poll", { ...disabled, headers: { "retry-after": "4" } }, disabled);
    bed.fake.releasePolls();
    await until(() => bed.seams.sleeping(1_000), "the pause after an answer that came early");
    bed.seams.advance(1_000);
    // The test's chance is zero, so it waits for half of what is asked.
    await until(() => bed.seams.sleeping(2_000), "the wait that Opstage asks for");
    bed.seams.advance(2_000);
    await until(() => bed.seams.sleeping(5_000), "the longest wait");
  });

  test("tries everything again as soon as one thing works", async () => {
    await using bed = await testBed();
    await bed.agent().start();
    await until(() => bed.fake.parkedPolls === 1);
    const outage = (seconds: number) => ({
      ...failure(503, "SHUTTING_DOWN", "Going down."),
      headers: { "retry-after": String(seconds) },
    });
    bed.fake.answer("heartbeat", outage(200));
    bed.seams.advance(30_000);
    await until(() => bed.seams.sleeping(200_000), "the heartbeat to wait");
    bed.fake.answer("poll", outage(2));
    bed.fake.releasePolls();
    await until(() => bed.seams.sleeping(2_000), "the poll to wait");
    bed.seams.advance(2_000);
    await until(() => bed.events().includes("connection.restored"), "both to work again");
  });
});
