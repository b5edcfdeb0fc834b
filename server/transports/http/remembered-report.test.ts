import { agentOperations, parseRequest, type ReportedService } from "@opstage/contracts";
import { expect, test } from "vitest";
import { z } from "zod";
import { withReportMemory } from "./remembered-report";

const mounted = { noun: "agents", verb: "report", handler: () => null };
const { operation } = withReportMemory({ ...mounted, operation: agentOperations.agents.report });

function parse(item: object) {
  const configs = [{ key: "k", type: "string", ...item }];
  const service = { code: "demo", name: "Demo", manifest: {}, configs, actions: [{ name: "a", label: "A" }] };
  const input = parseRequest(operation, { params: { agentId: "agt_1" }, body: { services: [service] } });
  const services: unknown = Reflect.get(input, "services");
  return z.tuple([z.custom<ReportedService>()]).parse(services)[0];
}

test("lists that came before are the same ones", () => {
  const first = parse({ valuePreview: "1" });
  expect(parse({ valuePreview: "1" }).configs).toBe(first.configs);
  expect(parse({ valuePreview: "2" }).configs).not.toBe(first.configs);
  expect(parse({ valuePreview: "2" }).actions).toBe(first.actions);
});

test("a list with a secret's value is not kept, one that names where it is may be", () => {
  for (const item of [{ valuePreview: "hunter2" }, { defaultValue: "hunter2" }]) {
    const secret = { sensitive: true, ...item };
    expect(parse(secret).configs).not.toBe(parse(secret).configs);
  }
  const named = { sensitive: true, secretRef: "env://K", valuePreview: null };
  expect(parse(named).configs).toBe(parse(named).configs);
});

test("other operations keep their own schema", () => {
  const { heartbeat } = agentOperations.agents;
  expect(withReportMemory({ ...mounted, operation: heartbeat }).operation).toBe(heartbeat);
});
