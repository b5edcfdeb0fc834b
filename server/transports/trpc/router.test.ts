import { adminOperations, procedureKind } from "@opstage/contracts";
import { expect, it } from "vitest";
import { z } from "zod";
import { pairHandlers } from "../call";
import { createHandlers } from "../handlers";
import { createLoginLimits } from "../login-limits";
import { createRouter } from "./router";

const Procedure = z.custom<{ _def: { type: string } }>((value) => typeof value === "function");

it("the router has a procedure of the right kind for every operation that tRPC shows, and the live stream", () => {
  const eventLoop = { read: () => ({ p50Ms: 0, p99Ms: 0, maxMs: 0 }), stop: () => undefined };
  const handlers = createHandlers({
    loginLimits: createLoginLimits(),
    probes: { eventLoop, openFilesMax: null },
  });
  const router = createRouter(pairHandlers(adminOperations, handlers.admin), { checksReplies: true });
  const { procedures } = z
    .object({ procedures: z.record(z.string(), Procedure) })
    .parse(Reflect.get(router, "_def"));
  const kinds = Object.entries(procedures).map(([name, procedure]) => [name, procedure._def.type]);
  const expected = Object.entries(adminOperations).flatMap(([noun, verbs]) =>
    Object.entries(verbs)
      .filter(([, operation]) => procedureKind(operation) !== "none")
      .map(([verb, operation]) => [`${noun}.${verb}`, procedureKind(operation)]),
  );
  expect(kinds.sort()).toEqual([...expected, ["live.changes", "subscription"]].sort());
});
