import { expect, test } from "vitest";
import { z } from "zod";
import { parseCall, parseRequest } from "./input";
import { listQuery, normalizeQuery } from "./list-query";
import { operations } from "./operations/index";
import { AgentId } from "./primitives";

const { admin, agent } = operations;
const things = listQuery({
  sort: ["name", "createdAt"],
  initial: "-createdAt",
  filters: { of: AgentId.optional() },
});

function issuesOf(parse: () => unknown): unknown {
  try {
    parse();
  } catch (error) {
    return error;
  }
  throw new Error("Was accepted");
}

test("a list without a query starts at the first page, newest first", () => {
  expect(things.parse({})).toEqual({
    page: 1,
    pageSize: 20,
    sort: [{ field: "createdAt", direction: "desc" }],
  });
});

test("whole numbers out of range are moved into it", () => {
  expect(things.parse({ page: "0", pageSize: "1000" })).toMatchObject({ page: 1, pageSize: 100 });
  expect(things.parse({ page: "-7", pageSize: "0" })).toMatchObject({ page: 1, pageSize: 1 });
});

test.each(["abc", "1.5", "1e999", "NaN", "½"])("page=%s is refused", (page) => {
  expect(things.safeParse({ page }).success).toBe(false);
});

test("sort takes a comma list, minus for descending, and refuses other fields", () => {
  expect(things.parse({ sort: "-name, createdAt" }).sort).toEqual([
    { field: "name", direction: "desc" },
    { field: "createdAt", direction: "asc" },
  ]);
  expect(things.safeParse({ sort: "password" }).success).toBe(false);
  expect(things.safeParse({ sort: "name," }).success).toBe(false);
  expect(things.safeParse({ sort: "--name" }).success).toBe(false);
  expect(things.safeParse({ sort: "constructor" }).success).toBe(false);
});

test("empty values are absent, and of repeated keys the first counts", () => {
  expect(normalizeQuery({ q: "", page: ["2", "3"], status: ["", "ONLINE"], limit: undefined })).toEqual({
    page: "2",
  });
});

test("an empty filter is no filter, a blank one is refused", () => {
  expect(parseRequest(admin.agents.list, { query: { q: "", status: "" } })).not.toHaveProperty("q");
  expect(issuesOf(() => parseRequest(admin.agents.list, { query: { q: "   " } }))).toMatchObject({
    code: "VALIDATION_FAILED",
    details: { issues: [{ path: "q" }] },
  });
});

test("filters accept the contract's values only", () => {
  const list = (query: Record<string, unknown>) => parseRequest(admin.services.list, { query });
  expect(list({ status: "STALE", agentId: "agt_01" })).toMatchObject({ status: "STALE", agentId: "agt_01" });
  for (const query of [
    { status: "stale" },
    { healthStatus: "HEALTHY" },
    { agentId: "svc_01" },
    { q: "x".repeat(121) },
  ]) {
    expect(issuesOf(() => list(query))).toMatchObject({ status: 422 });
  }
});

test("time ranges take any ISO date-time, become UTC and must not run backwards", () => {
  const list = (query: Record<string, unknown>) => parseRequest(admin.audit.list, { query });
  expect(list({ from: "2026-01-02T03:04:05+02:00", to: "2026-01-03" })).toMatchObject({
    from: "2026-01-02T01:04:05.000Z",
    to: "2026-01-03T00:00:00.000Z",
  });
  expect(list({ from: "2026-01-02", to: "2026-01-02" })).toMatchObject({ from: "2026-01-02T00:00:00.000Z" });
  for (const query of [
    { from: "yesterday" },
    { from: "1" },
    { from: "2026-02-30" },
    { from: "2026-02-02", to: "2026-02-01" },
  ]) {
    expect(issuesOf(() => list(query))).toMatchObject({ status: 422 });
  }
});

test("the poll bends instead of breaking: limits are clamped and junk is the default", () => {
  const poll = (query: Record<string, unknown>) =>
    parseRequest(agent.agents.poll, { params: { agentId: "agt_1" }, query });
  expect(poll({})).toMatchObject({ limit: 10, wait: 0 });
  expect(poll({ limit: "50", wait: "3600" })).toMatchObject({ limit: 10, wait: 55 });
  expect(poll({ limit: "-1", wait: "-1" })).toMatchObject({ limit: 1, wait: 0 });
  expect(poll({ limit: "junk", wait: "junk" })).toMatchObject({ limit: 10, wait: 0 });
  expect(poll({ running: "cmd_1, cmd_2," })).toMatchObject({ running: ["cmd_1", "cmd_2"] });
  expect(issuesOf(() => poll({ running: "agt_1" }))).toMatchObject({
    details: { issues: [{ path: "running.0" }] },
  });
});

test("issues of path, query and body are told together", () => {
  const error = issuesOf(() =>
    parseRequest(admin.users.update, { params: { userId: "nobody" }, body: { role: "king" } }),
  );
  expect(error).toMatchObject({ details: { issues: [{ path: "userId" }, { path: "role" }] } });
});

test("a missing body is an empty one only where the operation says so", () => {
  const params = { agentId: "agt_1" };
  expect(parseRequest(agent.agents.heartbeat, { params })).toEqual(params);
  expect(issuesOf(() => parseRequest(agent.agents.report, { params }))).toMatchObject({ status: 422 });
});

test("one flat object, as tRPC sends it, gives the same input", () => {
  const call = { serviceId: "svc_1", actionName: "echo", payload: { text: "hi" } };
  expect(parseCall(admin.actions.execute, call)).toEqual({ ...call, confirmation: false });
  expect(parseCall(admin.dashboard.summary, undefined)).toEqual({});
  expect(issuesOf(() => parseCall(admin.actions.execute, "echo"))).toMatchObject({ status: 422 });
});

test("names of params, query and body of one operation never collide", () => {
  for (const group of Object.values(operations)) {
    for (const verbs of Object.values<Record<string, object>>(group)) {
      for (const shape of Object.values(verbs)) {
        const parts = ["params", "query", "body"].map((part) => Reflect.get(shape, part));
        const names = parts.flatMap((part) => (part instanceof z.ZodObject ? Object.keys(part.shape) : []));
        expect(new Set(names).size, JSON.stringify(names)).toBe(names.length);
      }
    }
  }
});
