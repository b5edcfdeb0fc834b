// What the demo shows of the Capsule Bus: an event of one service that becomes a command of another, and a route that
// only tries. Made once, at the first start; afterwards the routes belong to whoever changes them.
const routes = [
  {
    name: "Write down finished reports",
    description:
      "Run “Make a report” of the report maker: this route has the demo worker write a line about it.",
    status: "ENABLED",
    match: { eventType: "report.made", sourceServiceCode: "report-maker" },
    target: { serviceCode: "demo-worker", actionName: "notify" },
    inputMapping: { text: "event.payload.title + '.' + event.payload.format + ' is ready'" },
  },
  {
    name: "Back up after a new item",
    description: "A dry run: create an item with the demo worker, and see here what would have been done.",
    status: "DRY_RUN",
    match: { eventType: "demo.item.created" },
    target: { serviceCode: "nightly-backup", actionName: "backup" },
    inputMapping: { target: "'items'", files: "1" },
  },
];

const patienceMs = 20_000;

/** Makes the routes and one first event. `call` asks the admin API and answers its data. */
export async function showBus(call) {
  const known = await call("GET", "/api/admin/bus/routes");
  if (known.length > 0) return;
  for (const route of routes) await call("POST", "/api/admin/bus/routes", route);
  const maker = await reported(call, "report-maker");
  if (maker === undefined) return;
  await call("POST", `/api/admin/capsule-services/${maker.id}/actions/makeReport`, {
    payload: { title: "Welcome", pages: 1 },
  });
}

/** The service, once it and what the routes make of its events are there; undefined when it does not come. */
async function reported(call, code) {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const services = await call("GET", "/api/admin/capsule-services?pageSize=100");
    const isThere = (wanted) => services.some((one) => one.code === wanted && one.healthStatus === "UP");
    if (isThere(code) && isThere("demo-worker")) return services.find((one) => one.code === code);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return undefined;
}
