import { Liveness, SystemHealth, SystemVersion } from "../model/system";
import { operation } from "../operation";

/** Open to everybody; they tell nothing but state and version. */
export const systemOperations = {
  system: {
    health: operation({
      method: "GET",
      path: "/api/system/health",
      summary: "Whether the server and its database work; 503 with the same body while it does not",
      caller: "public",
      reply: "data",
      data: SystemHealth,
      errors: [],
    }),
    healthAlias: operation({
      method: "GET",
      path: "/health",
      summary: "Whether the process answers at all",
      caller: "public",
      reply: "data",
      data: Liveness,
      errors: [],
    }),
    version: operation({
      method: "GET",
      path: "/api/system/version",
      summary: "Which build this is",
      caller: "public",
      reply: "data",
      data: SystemVersion,
      errors: [],
    }),
    openapi: operation({
      method: "GET",
      path: "/api/openapi.json",
      summary: "This document",
      caller: "public",
      trpc: "none",
      reply: "file",
      mediaTypes: ["application/json"],
      errors: [],
    }),
  },
} as const;
