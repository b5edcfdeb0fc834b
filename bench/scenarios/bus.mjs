// Events that each create a command, with many stored already.
import { bearer, createClient } from "../lib/client.mjs";
import { measureThroughput } from "../lib/measure.mjs";

const env = { OPSTAGE_CAPSULE_BUS_ENABLED: "true", OPSTAGE_CAPSULE_BUS_INGEST_PER_MIN: "100000000" };

export async function bus(bench) {
  const counts = { agents: 65, events: bench.storedEvents };
  const server = await bench.startWithData({ counts, env });
  const client = createClient(server.base, { connections: 4 });
  const operator = await server.signIn();
  const [target, ...sources] = server.agents;
  await client.call("POST", `/api/agents/${target.agentId}/heartbeat`, { headers: bearer(target), body: {} });
  await client.call("POST", "/api/admin/bus/routes", {
    headers: operator,
    body: {
      name: "Bench",
      status: "ENABLED",
      match: { eventType: "bench.item.created" },
      target: { serviceCode: target.serviceCode, actionName: "echo" },
      maxPerMinute: 1_000_000,
      whenAway: "queue",
    },
  });
  const requestsOf = (lane) => {
    const source = sources[lane % sources.length];
    const event = {
      eventType: "bench.item.created",
      sourceServiceCode: source.serviceCode,
      payload: { message: "hello", itemId: "item-1", quantity: 3 },
      metadata: { source: "bench" },
    };
    return [
      {
        method: "POST",
        path: `/api/agents/${source.agentId}/bus/events`,
        headers: { "content-type": "application/json", ...bearer(source) },
        body: JSON.stringify(event),
      },
    ];
  };
  const figures = await measureThroughput({ ...bench.load, base: server.base, pid: server.pid, requestsOf });
  const [{ n }] = server.rows(`SELECT count(*) AS n FROM "Command"`);
  await client.close();
  await server.remove();
  return {
    ...figures,
    failed: figures.failed + (n > 0 ? 0 : 1),
    note: `${n} commands created, ${bench.storedEvents} events stored before`,
  };
}
