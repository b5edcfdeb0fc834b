import { z } from "zod";

export const LiveTopic = z.enum([
  "agents",
  "services",
  "commands",
  "batches",
  "tokens",
  "audit",
  "users",
  "settings",
  "bus",
]);
export type LiveTopic = z.infer<typeof LiveTopic>;

/** Rows changed: fetch what of them is on the screen. Without ids, anything of the topic may have changed. */
export const LiveEvent = z.strictObject({ topic: LiveTopic, ids: z.array(z.string()) });
export type LiveEvent = z.infer<typeof LiveEvent>;
