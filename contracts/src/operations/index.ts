import { adminOperations } from "./admin";
import { agentOperations } from "./agent";
import { systemOperations } from "./system";

export { adminOperations, agentOperations, systemOperations };

/** Every endpoint, by audience. */
export const operations = {
  system: systemOperations,
  agent: agentOperations,
  admin: adminOperations,
} as const;
