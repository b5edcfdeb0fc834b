import type { FastifyHelmetOptions } from "@fastify/helmet";
import type { Config } from "../../config/config";

/**
 * Headers of everything that a browser may open. Plain HTTP is a supported deployment, so nothing here upgrades
 * requests, and Strict-Transport-Security is only promised where the public address is https.
 */
export function helmetOptions(config: Config): FastifyHelmetOptions {
  const isHttps = config.publicBaseUrl?.startsWith("https:") === true;
  return {
    // Replies of the API are data: nothing in them may load or frame anything.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    strictTransportSecurity: isHttps ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    // Browsers honour these two on secure origins only and warn on others.
    crossOriginOpenerPolicy: isHttps ? { policy: "same-origin" } : false,
    originAgentCluster: isHttps,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  };
}
