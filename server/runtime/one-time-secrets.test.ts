import type { CommandId } from "@opstage/contracts";
import { expect, test } from "vitest";
import { TestClock } from "./clock";
import { createOneTimeSecrets, oneTimeSecretLifeMs } from "./one-time-secrets";
import { createSecretBox } from "./secrets";

const command: CommandId = "cmd_1";

function held() {
  const clock = new TestClock();
  const secrets = createOneTimeSecrets({ clock, secretBox: createSecretBox("s".repeat(32)) });
  secrets.put(command, { generatedKey: "k-1" });
  return { clock, secrets };
}

test("a secret is given out once", () => {
  const { secrets } = held();
  expect(secrets.take(command)).toEqual({ generatedKey: "k-1" });
  expect(secrets.take(command)).toBeNull();
});

test("a secret is gone after five minutes", async () => {
  const { clock, secrets } = held();
  await clock.advance(oneTimeSecretLifeMs - 1);
  expect(secrets.expiresAt(command)).toBe(clock.now() + 1);
  await clock.advance(1);
  expect(secrets.expiresAt(command)).toBeNull();
  expect(secrets.take(command)).toBeNull();
});

test("a second result of the same command replaces the first and lives its own five minutes", async () => {
  const { clock, secrets } = held();
  await clock.advance(oneTimeSecretLifeMs - 1);
  secrets.put(command, { generatedKey: "k-2" });
  await clock.advance(oneTimeSecretLifeMs - 1);
  expect(secrets.take(command)).toEqual({ generatedKey: "k-2" });
});
