import type { JsonObject } from "@opstage/contracts";
import { z } from "zod";
import { joinSecrets, type PayloadSecrets, splitByAll } from "../../domain/payload-secrets";
import type { SecretBox } from "../../runtime/secrets";
import { parseObject } from "../../store/mappers/values";
import type { CommandRow } from "../../store/rows";

/** How a payload is kept: its secret fields are markers, their values sealed beside it. */
export type StoredPayload = Pick<CommandRow, "payload" | "sealedSecrets">;

/** What was sealed by `storePayload`; parsed because it comes back as text. */
const SealedSecrets = z.array(z.object({ path: z.array(z.string()), value: z.json() }));

/** A schema's text without these words has no secret field, so it need not be read. */
const secretWords = ["writeOnly", "password"];

/**
 * Splits the secret fields (by `writeOnly` and `format: "password"`) from the payload and seals them. With several
 * schemas, given as they are stored, a field is secret when one of them says so.
 */
export function storePayload(
  secretBox: SecretBox,
  payload: JsonObject,
  ...schemas: readonly string[]
): StoredPayload {
  const telling = schemas.filter((schema) => secretWords.some((word) => schema.includes(word)));
  const split = splitByAll(payload, telling.map(parseObject));
  return {
    payload: JSON.stringify(split.payload),
    sealedSecrets: split.secrets === null ? null : secretBox.seal(JSON.stringify(split.secrets)),
  };
}

/** The secret values of a command that hold text: what its handler must not leave in a log. */
export function secretTexts(secretBox: SecretBox, { sealedSecrets }: StoredPayload): string[] {
  if (sealedSecrets === null) return [];
  return SealedSecrets.parse(JSON.parse(secretBox.open(sealedSecrets))).flatMap(({ value }) =>
    typeof value === "string" ? [value] : [],
  );
}

/** The payload as it was entered. Throws when the session secret was changed since. */
export function openPayload(secretBox: SecretBox, stored: StoredPayload): JsonObject {
  const payload = parseObject(stored.payload);
  if (stored.sealedSecrets === null) return payload;
  const secrets: PayloadSecrets = SealedSecrets.parse(JSON.parse(secretBox.open(stored.sealedSecrets)));
  return joinSecrets(payload, secrets);
}
