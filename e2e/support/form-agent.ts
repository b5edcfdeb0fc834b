import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CapsuleAgent } from "@opstage/agent";
import { createRegistrationToken, type OperatorSession } from "./operator";
import type { OpstageProcess } from "./opstage-process";

const cities: Readonly<Record<string, readonly string[]>> = {
  FR: ["Lyon", "Paris"],
  DE: ["Berlin", "Bonn"],
};

/** One of everything that a form can ask. */
const richSchema = {
  type: "object",
  required: ["name", "target", "size"],
  properties: {
    name: { type: "string", title: "Name", minLength: 2, placeholder: "web-1", help: "As others know it." },
    size: { type: "integer", title: "Size", enum: [1, 2, 4], enumLabels: ["small", "medium", "large"] },
    owner: { type: ["string", "null"], title: "Owner" },
    since: { type: "string", format: "date", title: "Since" },
    notes: { type: "string", format: "textarea", title: "Notes" },
    pin: { type: "string", title: "PIN", writeOnly: true },
    plan: { type: "string", title: "Plan", contentMediaType: "text/csv" },
    tags: { type: "array", title: "Tags", items: { type: "string" } },
    rules: {
      type: "array",
      title: "Rules",
      items: {
        type: "object",
        title: "Rule",
        required: ["path"],
        properties: {
          path: { type: "string", title: "Path" },
          limit: { type: "integer", title: "Limit", default: 5 },
        },
      },
    },
    labels: { type: "object", title: "Labels", additionalProperties: { type: "string" } },
    proxy: {
      type: "object",
      title: "Proxy",
      required: ["host"],
      properties: { host: { type: "string", title: "Proxy host" } },
    },
    target: {
      title: "Target",
      oneOf: [
        {
          type: "object",
          title: "Web",
          required: ["kind", "url"],
          properties: { kind: { const: "web" }, url: { type: "string", format: "uri", title: "URL" } },
        },
        {
          type: "object",
          title: "Port",
          required: ["kind", "port"],
          properties: {
            kind: { const: "port" },
            port: { type: "integer", title: "Port number", default: 80 },
          },
        },
      ],
    },
    alert: { type: "boolean", title: "Alert" },
  },
  if: { properties: { alert: { const: true } }, required: ["alert"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["address"], properties: { address: { type: "string", title: "Alert address" } } },
};

export interface FormAgent {
  /** What the rich action was last run with. */
  readonly received: () => unknown;
  stop(): Promise<void>;
}

/** An agent whose actions ask for one of everything, and one that answers to what was entered. */
export async function startFormAgent(
  opstage: Pick<OpstageProcess, "base">,
  session: OperatorSession,
  code: string,
): Promise<FormAgent> {
  const folder = mkdtempSync(join(tmpdir(), "opstage-agent-"));
  let received: unknown;
  const agent = new CapsuleAgent({
    backendUrl: opstage.base,
    registrationToken: await createRegistrationToken(session, `For ${code}`),
    tokenStore: { file: join(folder, "agent-token.json") },
    service: { code, name: `Service ${code}` },
    onLog: () => undefined,
  })
    .action({
      name: "rich",
      label: "Set up",
      inputSchema: richSchema,
      handler: (payload) => {
        received = payload;
        return { message: "It is set up." };
      },
    })
    .action<{ country: string; city: string }>({
      name: "choose",
      label: "Choose a city",
      inputSchema: {
        type: "object",
        properties: {
          country: { type: "string", title: "Country", enum: ["FR", "DE"], "x-opstage-reprepare": true },
        },
      },
      prepare: ({ payload }) => {
        const country = typeof payload.country === "string" ? payload.country : "FR";
        return {
          initialPayload: { country },
          action: {
            inputSchema: {
              type: "object",
              required: ["city"],
              properties: {
                country: {
                  type: "string",
                  title: "Country",
                  enum: ["FR", "DE"],
                  "x-opstage-reprepare": true,
                },
                city: { type: "string", title: "City", enum: cities[country] ?? [] },
              },
            },
          },
        };
      },
      handler: ({ city }) => ({ message: `Off to ${city}.` }),
    });
  await agent.start();
  return {
    received: () => received,
    async stop() {
      await agent.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
