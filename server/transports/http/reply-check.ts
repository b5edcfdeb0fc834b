import { isDeepStrictEqual } from "node:util";
import { appError, type OperationShape } from "@opstage/contracts";
import { z } from "zod";

/** Holds replies against the contract. */
export type ReplyCheck = (reply: unknown) => void;

/**
 * A check that a reply is exactly what the contract says: nothing missing, nothing more. For development and tests;
 * production trusts what they have shown.
 * @returns undefined where there is nothing to check
 */
export function replyCheck(operation: OperationShape, name: string): ReplyCheck | undefined {
  const { data } = operation;
  if (data === undefined || operation.reply === "file" || operation.reply === "none") return undefined;
  const schema = operation.reply === "page" ? z.looseObject({ items: z.array(data) }) : data;
  return (reply) => {
    const sent: unknown = JSON.parse(JSON.stringify(reply));
    const parsed = schema.safeParse(sent);
    if (!parsed.success) {
      throw appError("INTERNAL_ERROR", {
        cause: new Error(`${name} broke its contract: ${z.prettifyError(parsed.error)}`),
      });
    }
    if (!isDeepStrictEqual(parsed.data, sent)) {
      throw appError("INTERNAL_ERROR", {
        cause: new Error(`${name} sent members that its contract does not have`),
      });
    }
  };
}
