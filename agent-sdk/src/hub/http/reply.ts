import type { z } from "zod";
import { ChildError } from "../child-error";
import type { HttpReply } from "./request";

const sampleChars = 200;
const issuesShown = 3;

/**
 * What a child answered, checked against its schema.
 * @throws ChildError that says what is wrong with the answer
 */
export function readReply<T>(what: string, reply: HttpReply, schema: z.ZodType<T>): T {
  if (reply.status < 200 || reply.status > 299) throw refusal(what, reply);
  return readJson(what, reply, schema);
}

/** As `readReply` for answers whose status may also say that the news is bad. */
export function readJson<T>(what: string, reply: HttpReply, schema: z.ZodType<T>): T {
  if (!isJsonType(reply.contentType)) {
    const type = reply.contentType === "" ? "no content type" : `the content type ${clip(reply.contentType)}`;
    throw invalid(`${what} answered with ${type} instead of application/json`);
  }
  let value: unknown;
  try {
    value = JSON.parse(reply.text);
  } catch {
    throw invalid(`${what} answered something that is not JSON: ${clip(reply.text)}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, issuesShown).map(({ path, message }) => {
    return `${path.length > 0 ? `${path.map(String).join(".")}: ` : ""}${message}`;
  });
  throw invalid(`${what} answered what the adapter protocol does not know: ${issues.join("; ")}`);
}

/** The error for a status that is none of success. */
export function refusal(what: string, reply: HttpReply): ChildError {
  const where =
    reply.location && reply.status < 400 ? ` (redirects are not followed: ${clip(reply.location)})` : "";
  const text = reply.text.trim() === "" ? "" : `: ${clip(reply.text)}`;
  return new ChildError("CHILD_REFUSED", `${what} answered the status ${reply.status}${where}${text}`);
}

function invalid(message: string): ChildError {
  return new ChildError("CHILD_REPLY_INVALID", message);
}

function isJsonType(contentType: string): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType.trim());
}

/** The first characters on one line. */
function clip(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > sampleChars ? `${line.slice(0, sampleChars)}…` : line;
}
