// A fleet of agents as the load needs it: registered over HTTP like any other, one service each.
import { bearer } from "./client.mjs";

const actions = [
  {
    name: "echo",
    label: "Echo",
    description: "Answers with its input.",
    dangerLevel: "LOW",
    inputSchema: {
      type: "object",
      required: ["message"],
      properties: {
        message: { type: "string", title: "Message", maxLength: 200 },
        times: { type: "integer", minimum: 1, default: 1 },
      },
    },
  },
  { name: "probe", label: "Run probe", dangerLevel: "LOW", inputSchema: { type: "object", properties: {} } },
  {
    name: "rotateCredential",
    label: "Rotate credential",
    description: "Issues a new credential and retires the one before.",
    dangerLevel: "HIGH",
    requiresConfirmation: true,
    timeoutSeconds: 120,
    inputSchema: {
      type: "object",
      required: ["accountId"],
      properties: { accountId: { type: "string" }, overlapMinutes: { type: "integer", default: 10 } },
    },
  },
  {
    name: "setVerbosity",
    label: "Set verbosity",
    dangerLevel: "MEDIUM",
    inputSchema: {
      type: "object",
      properties: { level: { type: "string", enum: ["debug", "info", "warn", "error"], default: "info" } },
    },
  },
  {
    name: "dropCache",
    label: "Drop cache",
    dangerLevel: "MEDIUM",
    requiresConfirmation: true,
    inputSchema: {
      type: "object",
      properties: { prefix: { type: "string" }, preview: { type: "boolean", default: true } },
    },
  },
];

const config = (key, type, source, valuePreview) => ({ key, label: key, type, source, valuePreview });

/** A health sample whose details differ each time, as real ones do. */
export function healthSample(turn) {
  return {
    status: "UP",
    message: "All upstreams answer.",
    details: { uptimeSeconds: 86_400 + turn, queueDepth: turn % 17, upstream: { latencyMs: turn % 90 } },
  };
}

/** A service report of five configs and five actions. `turn` changes health, `revision` what is stored. */
export function reportedService(code, { turn = 0, revision = 0 } = {}) {
  return {
    code,
    name: `Service ${code}`,
    description: "A service of the load scripts.",
    version: `1.4.${revision}`,
    runtime: "nodejs",
    manifest: {
      kind: "CapsuleService",
      schemaVersion: "1.0",
      code,
      name: `Service ${code}`,
      version: `1.4.${revision}`,
      runtime: "nodejs",
      agentMode: "embedded",
      labels: { team: "ops", region: "eu-1" },
    },
    health: healthSample(turn),
    configs: [
      config("http.port", "number", "env", "3000"),
      config("log.level", "string", "file", revision % 2 === 0 ? "info" : "debug"),
      config("cache.ttl", "number", "file", String(300 + revision)),
      config("upstream.url", "string", "env", "https://upstream.example/api"),
      {
        key: "upstream.key",
        type: "secret",
        source: "env",
        sensitive: true,
        secretRef: "env://UPSTREAM_KEY",
      },
    ],
    actions,
  };
}

async function registerAgent(client, operator, code) {
  const created = await client.call("POST", "/api/admin/registration-tokens", {
    headers: operator,
    body: { name: code, expiresInSeconds: 3600 },
  });
  const { agentId, agentToken } = await client.call("POST", "/api/agents/register", {
    body: {
      registrationToken: created.token,
      agent: { code, name: code, mode: "embedded", runtime: "nodejs" },
    },
  });
  const serviceCode = `${code}-svc`;
  const agent = { code, agentId, agentToken, serviceCode };
  const { services } = await client.call("POST", `/api/agents/${agentId}/services/report`, {
    headers: bearer(agent),
    body: { services: [reportedService(serviceCode)] },
  });
  return { ...agent, serviceId: services[0].id };
}

/** Registers `count` agents, a few at a time, each with one service. */
export async function registerFleet(client, operator, { count, prefix, atOnce = 16 }) {
  const agents = new Array(count);
  let next = 0;
  async function lane() {
    for (let i = next++; i < count; i = next++) {
      agents[i] = await registerAgent(client, operator, `${prefix}-${i}`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, lane));
  return agents;
}
