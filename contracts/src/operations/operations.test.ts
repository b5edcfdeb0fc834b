import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type { CapsuleService } from "../model/service";
import {
  type DataOf,
  errorsOf,
  fillPath,
  type InputOf,
  listOperations,
  needsCsrf,
  type Page,
  procedureKind,
  statusesOf,
} from "../operation";
import { operations } from "./index";

const all = listOperations(operations);
const { admin, agent, system } = operations;

describe.each(all)("$audience.$noun.$verb", ({ audience, shape }) => {
  test("lives under the path of its audience", () => {
    const prefix = { system: /^\/(api\/|health$)/, agent: /^\/api\/agents\//, admin: /^\/api\/admin\// }[
      audience
    ];
    expect(shape.path).toMatch(prefix ?? "");
  });

  test("declares exactly the parameters of its path", () => {
    const inPath = [...shape.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    expect(Object.keys(shape.params?.shape ?? {}).toSorted()).toEqual(inPath.toSorted());
  });

  test("names a role exactly when it needs a session", () => {
    expect(shape.role !== undefined).toBe(shape.caller === "session");
  });

  test("has data or answers none", () => {
    expect(shape.data !== undefined).toBe(shape.reply === "data" || shape.reply === "page");
  });

  test("refuses members that the contract does not have in its data", () => {
    if (shape.data instanceof z.ZodObject) {
      const { error } = shape.data.safeParse({ unknownMember: 1 });
      expect(error?.issues).toContainEqual(
        expect.objectContaining({ code: "unrecognized_keys", keys: ["unknownMember"] }),
      );
    }
  });

  test("keeps its effects from viewers, foreign pages and links", () => {
    if (shape.caller !== "session" || shape.method === "GET") return;
    expect(needsCsrf(shape)).toBe(true);
  });
});

test("no two operations share a method and path", () => {
  const places = all.map(({ shape }) => `${shape.method} ${shape.path.replace(/:\w+/g, ":")}`);
  expect(new Set(places).size).toBe(places.length);
});

test("the GETs that have an effect are no queries in tRPC and refuse foreign pages", () => {
  const withEffect = all.filter(({ shape }) => shape.sameOrigin).map(({ noun, verb }) => `${noun}.${verb}`);
  expect(withEffect.toSorted()).toEqual(["actions.prepare", "auth.csrf", "backup.get"]);
  expect(procedureKind(admin.actions.prepare)).toBe("mutation");
  expect(procedureKind(admin.agents.list)).toBe("query");
  expect(procedureKind(admin.agents.disable)).toBe("mutation");
  expect(procedureKind(admin.audit.export)).toBe("none");
});

test("what an operation can answer follows from its caller and its input", () => {
  expect(errorsOf(system.system.version)).not.toContain("UNAUTHORIZED");
  expect(errorsOf(agent.agents.report)).toEqual(
    expect.arrayContaining([
      "UNAUTHORIZED",
      "AGENT_DISABLED",
      "PAYLOAD_TOO_LARGE",
      "CAPSULE_SERVICE_CODE_TAKEN",
    ]),
  );
  expect(errorsOf(admin.users.create)).toEqual(expect.arrayContaining(["FORBIDDEN", "CSRF_INVALID"]));
  expect(errorsOf(admin.agents.list)).not.toContain("FORBIDDEN");
});

test("an agent that cannot take a command is a conflict to people and forbidden to itself", () => {
  expect(statusesOf(admin.actions.execute, "AGENT_DISABLED")).toEqual([409]);
  expect(statusesOf(agent.agents.poll, "AGENT_DISABLED")).toEqual([403]);
  expect(statusesOf(admin.agents.disable, "AGENT_NOT_FOUND")).toEqual([404]);
});

test("paths are filled with escaped parameters", () => {
  const params = { serviceId: "svc_1", actionName: "a&b" };
  expect(fillPath(admin.actions.execute.path, params)).toBe(
    "/api/admin/capsule-services/svc_1/actions/a%26b",
  );
  expect(() => fillPath(admin.actions.execute.path, { serviceId: "svc_1" })).toThrow("actionName");
});

test("types of input and data follow from the declaration", () => {
  expectTypeOf<InputOf<typeof admin.services.list>>().toExtend<{
    page: number;
    agentId?: `agt_${string}`;
    sort: readonly { field: string; direction: "asc" | "desc" }[];
  }>();
  expectTypeOf<DataOf<typeof admin.services.list>>().toEqualTypeOf<Page<CapsuleService>>();
  expectTypeOf<DataOf<typeof admin.auth.logout>>().toEqualTypeOf<undefined>();
});
