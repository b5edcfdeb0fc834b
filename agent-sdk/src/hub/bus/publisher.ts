import { type AdapterEvent, agentOperations } from "@opstage/contracts";
import { createClient } from "../../client";
import { readCredentials } from "../../credentials";
import { NetworkError } from "../../errors";
import { userAgent } from "../../session";
import { createTransport } from "../../transport";

/** Hands a child's event to Opstage. */
export interface Publisher {
  /** @throws AgentApiError and its kinds */
  publish(serviceCode: string, event: AdapterEvent): Promise<void>;
  close(): Promise<void>;
}

/** Publishes with the agent's own token, which lies in its token file and may be replaced at any time. */
export function createPublisher({ url, tokenFile }: { url: string; tokenFile: string }): Publisher {
  const transport = createTransport();
  const client = createClient(transport, url, userAgent);
  const { publishEvent } = agentOperations.agents;
  return {
    async publish(serviceCode, { id, ...event }) {
      const credentials = await readCredentials(tokenFile);
      if (!credentials) throw new NetworkError("The hub is not registered yet.", { url });
      const { agentId, agentToken: token } = credentials;
      // Two children may number their events alike.
      const envelope = { ...event, id: `${serviceCode}:${id}`, sourceServiceCode: serviceCode };
      await client.call(publishEvent, { agentId, ...envelope }, { token });
    },
    close: () => transport.close(),
  };
}
