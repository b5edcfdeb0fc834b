import type { BusRoute } from "@opstage/contracts";
import { expect, test } from "vitest";
import { toDefinition, toForm } from "./route-form";

const route: BusRoute = {
  id: "brt_1",
  name: "r",
  status: "ENABLED",
  match: { eventType: "a.*", sourceServiceCode: "shop" },
  target: { serviceCode: "mailer", actionName: "notify" },
  condition: "event.payload.n > 1",
  inputMapping: { subject: "event.payload.title", urgent: true, nested: { a: "event.id", n: 5 } },
  metadata: { owner: "ops" },
  allowGuarded: true,
  whenAway: "queue",
  queueSeconds: 5000,
  maxPerMinute: 7,
  disabledReason: null,
  disabledAt: null,
  issues: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  experimental: "v0.4-experimental",
};

test("opening a route's form and saving it changes nothing, its mapping least of all", () => {
  const { id, disabledReason, disabledAt, issues, createdAt, updatedAt, experimental, ...definition } = route;
  expect(toDefinition(toForm(route), route)).toEqual({ ...definition, description: null });
});

test("a field that is changed becomes an expression, and an empty one goes", () => {
  const form = toForm(route);
  const fields = [
    { name: "urgent", expression: "event.payload.urgent" },
    { name: "subject", expression: "" },
    undefined,
  ];
  expect(toDefinition({ ...form, fields }, route).inputMapping).toEqual({ urgent: "event.payload.urgent" });
});
