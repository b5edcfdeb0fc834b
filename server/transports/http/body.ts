import { appError } from "@opstage/contracts";
import type { FastifyInstance } from "fastify";

/** Deeper bodies are refused before anything walks over them. */
export const maxBodyDepth = 64;

declare module "fastify" {
  interface FastifyContextConfig {
    /** An empty JSON body stands for `{}`; elsewhere it is a mistake of the caller. */
    allowsEmptyBody?: boolean;
  }
}

/** Reads JSON bodies and nothing else. Refuses what is not JSON, what is too deep, and prototype tricks. */
export function acceptJsonBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "" && request.routeOptions.config.allowsEmptyBody === true) return done(null, {});
    if (isDeeperThan(body, maxBodyDepth)) {
      return done(
        appError("REQUEST_ERROR", { message: `The body is nested deeper than ${maxBodyDepth} levels.` }),
      );
    }
    return parseJson(request, body, done);
  });
}

const quote = 34;
const backslash = 92;

/** Whether arrays and objects in a JSON text nest deeper than `limit`. Looks at the text once, without parsing it. */
export function isDeeperThan(json: string, limit: number): boolean {
  // So many levels need at least that many brackets to open and to close.
  if (json.length <= limit * 2) return false;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (isText) {
      if (char === backslash) at++;
      else if (char === quote) isText = false;
    } else if (char === quote) isText = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > limit) return true;
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return false;
}
