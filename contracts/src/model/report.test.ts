import { expect, test } from "vitest";
import { isJsonValue, JsonObject, jsonDepthMax } from "../primitives";
import { HeartbeatRequest, RegisterRequest, ReportRequest, ResultRequest } from "./report";

const service = { code: "demo-worker", name: "Demo Worker", manifest: { kind: "CapsuleService" } };

function pathsOf(result: { error?: { issues: { path: PropertyKey[] }[] } }): string[] {
  return result.error?.issues.map((issue) => issue.path.join(".")) ?? [];
}

test("a service of the oldest agents is enough: code, name and manifest", () => {
  expect(ReportRequest.parse({ services: [service] })).toEqual({ services: [service] });
});

test("null from an agent of another language means absent", () => {
  const reported = {
    ...service,
    description: null,
    version: null,
    runtime: null,
    health: null,
    configs: null,
  };
  expect(ReportRequest.safeParse({ services: [reported] }).success).toBe(true);
  expect(
    HeartbeatRequest.safeParse({ serviceId: null, health: null, running: null, host: null }).success,
  ).toBe(true);
});

test("members of newer agents are dropped, not refused", () => {
  expect(HeartbeatRequest.parse({ mood: "fine" })).toEqual({});
});

test("declared actions and configs get their defaults", () => {
  const configs = [{ key: "LOG_LEVEL", type: "string" }];
  const actions = [{ name: "echo", label: "Echo" }];
  const [parsed] = ReportRequest.parse({ services: [{ ...service, configs, actions }] }).services;
  expect(parsed?.configs).toEqual([{ key: "LOG_LEVEL", type: "string", editable: false, sensitive: false }]);
  expect(parsed?.actions).toEqual([
    {
      name: "echo",
      label: "Echo",
      dangerLevel: "LOW",
      requiresConfirmation: false,
      idempotent: false,
      ephemeralFields: [],
    },
  ]);
});

test("a key, an action name or a code that is there twice is refused at its place", () => {
  const config = { key: "A", type: "string" };
  const action = { name: "echo", label: "Echo" };
  expect(pathsOf(ReportRequest.safeParse({ services: [{ ...service, configs: [config, config] }] }))).toEqual(
    ["services.0.configs.1.key"],
  );
  expect(pathsOf(ReportRequest.safeParse({ services: [{ ...service, actions: [action, action] }] }))).toEqual(
    ["services.0.actions.1.name"],
  );
  expect(pathsOf(ReportRequest.safeParse({ services: [service, service] }))).toEqual(["services.1.code"]);
});

test.each(["STALE", "OFFLINE", "HEALTHY", "up", ""])("health %j is refused from an agent", (status) => {
  expect(HeartbeatRequest.safeParse({ health: { status } }).success).toBe(false);
});

test("a long health message is cut rather than refused, and details may be any JSON", () => {
  const parsed = HeartbeatRequest.parse({
    health: { status: "DOWN", message: "x".repeat(5000), details: [1, "a"] },
  });
  expect(parsed.health).toEqual({ status: "DOWN", message: "x".repeat(2000), details: [1, "a"] });
});

test.each(["", " ", "a b", "-a", "ünder", "a".repeat(81), "a/b"])("the code %j is refused", (code) => {
  expect(ReportRequest.safeParse({ services: [{ ...service, code }] }).success).toBe(false);
});

test.each(["", "run now", "a/b", "what?", "a#b", "100%", "a\nb"])("the action name %j is refused", (name) => {
  const actions = [{ name, label: "Run" }];
  expect(ReportRequest.safeParse({ services: [{ ...service, actions }] }).success).toBe(false);
});

test("registering takes embedded and ophub agents, with or without a service", () => {
  const registrationToken = "opstage_reg_abc";
  expect(RegisterRequest.parse({ registrationToken, agent: { code: "worker" } })).toEqual({
    registrationToken,
    agent: { code: "worker", mode: "embedded" },
  });
  expect(
    RegisterRequest.safeParse({ registrationToken, agent: { code: "hub", mode: "ophub" }, service }).success,
  ).toBe(true);
  expect(
    RegisterRequest.safeParse({ registrationToken, agent: { code: "x", mode: "sidecar" } }).success,
  ).toBe(false);
  expect(RegisterRequest.safeParse({ registrationToken: "abc", agent: { code: "x" } }).success).toBe(false);
});

test("a heartbeat of many services names each by id or code", () => {
  const health = { status: "UP" };
  expect(
    HeartbeatRequest.safeParse({
      services: [
        { code: "a", health },
        { serviceId: "svc_1", health },
      ],
    }).success,
  ).toBe(true);
  expect(HeartbeatRequest.safeParse({ services: [{ health }] }).success).toBe(false);
});

test("a result takes data or its older name, and instants of any zone", () => {
  const parsed = ResultRequest.parse({
    success: true,
    output: { a: 1 },
    startedAt: "2026-01-01T00:00:00+01:00",
  });
  expect(parsed).toEqual({ success: true, output: { a: 1 }, startedAt: "2025-12-31T23:00:00.000Z" });
  expect(ResultRequest.safeParse({ success: "true" }).success).toBe(false);
  expect(ResultRequest.safeParse({ success: true, data: [] }).success).toBe(false);
});

test("JSON of any depth is checked without exhausting the stack", () => {
  const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
  expect(JsonObject.safeParse(nested(jsonDepthMax)).success).toBe(true);
  expect(JsonObject.safeParse(nested(jsonDepthMax + 1)).success).toBe(false);
  expect(isJsonValue(nested(100_000))).toBe(false);
  expect(isJsonValue(Number.NaN)).toBe(false);
  expect(isJsonValue(undefined)).toBe(false);
  expect(isJsonValue(() => 1)).toBe(false);
});
