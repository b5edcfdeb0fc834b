import type { OperatorSession } from "./operator";
import { until } from "./until";

/** What the pictures of the bus refer to. */
export interface BusScene {
  readonly routeId: string;
  readonly brokenRouteId: string;
  readonly eventId: string;
}

const newItem = { eventType: "demo.item.created", sourceServiceCode: "demo-worker" };

/** A route that works, one that tries, one whose mapping fails, and one that is switched off. */
const routes = [
  {
    name: "Write down new items",
    description: "Every item that is created leaves a line in the worker's log.",
    status: "ENABLED",
    match: newItem,
    target: { serviceCode: "demo-worker", actionName: "notify" },
    inputMapping: { text: "event.payload.title + ' has ' + string(event.payload.bytes) + ' bytes'" },
  },
  {
    name: "Make room for large items",
    description: "",
    status: "ENABLED",
    match: { eventType: "demo.item.*" },
    target: { serviceCode: "disk-janitor", actionName: "fillUp" },
    inputMapping: { megabytes: "event.payload.megabytes" },
  },
  {
    name: "Check the links after a new item",
    description: "A dry run, until we know how often items are created.",
    status: "DRY_RUN",
    match: newItem,
    target: { serviceCode: "link-checker", actionName: "checkAll" },
    inputMapping: {},
  },
  {
    name: "Look at the accounts when something happens",
    description: "",
    status: "DISABLED",
    match: { eventType: "demo.account.*" },
    target: { serviceCode: "account-pool", actionName: "listAccounts" },
    inputMapping: {},
  },
];

const items = ["Lamp", "Chair", "A table for eight people, oak, extendable"];

/** Makes routes, and has the demo worker publish what they are for. */
export async function prepareBus(session: OperatorSession, workerId: string): Promise<BusScene> {
  const ids: string[] = [];
  for (const route of routes) {
    const { id } = await session.call<{ id: string }>("POST", "/api/admin/bus/routes", route);
    ids.push(id);
  }
  const [routeId = "", brokenRouteId = ""] = ids;
  for (const title of items)
    await session.call("POST", `/api/admin/capsule-services/${workerId}/actions/createDemoItem`, {
      payload: { title, text: `What there is to say about it: ${title}.` },
    });
  const events = () => session.call<{ id: string; outcome: string }[]>("GET", "/api/admin/bus/events");
  const isDealtWith = ({ outcome }: { readonly outcome: string }) => outcome !== "RECEIVED";
  await until("the bus to deal with the new items", async () => {
    const known = await events();
    return known.length === items.length && known.every(isDealtWith);
  });
  const [newest] = await events();
  return { routeId, brokenRouteId, eventId: newest?.id ?? "" };
}
