import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import type { Config } from "../../config/config";

/** Replies of the API are data: nothing in them may load or frame anything. */
const apiPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
};

/**
 * Headers of everything that a browser may open, worked out once: they are the same in every reply. Plain HTTP is a
 * supported deployment, so nothing here upgrades requests, and Strict-Transport-Security is only promised where the
 * public address is https. Pages of the console bring a content policy of their own.
 */
export function securityHeaders(config: Config, of: "api" | "pages"): Readonly<Record<string, string>> {
  const isHttps = config.publicBaseUrl?.startsWith("https:") === true;
  const setHeaders = helmet({
    contentSecurityPolicy: of === "api" ? apiPolicy : false,
    strictTransportSecurity: isHttps ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    // Browsers honour these two on secure origins only and warn on others.
    crossOriginOpenerPolicy: isHttps ? { policy: "same-origin" } : false,
    originAgentCluster: isHttps,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  setHeaders(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
