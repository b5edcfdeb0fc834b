import type { ConfigItem } from "@opstage/contracts";
import { expect, it } from "vitest";
import { compareConfigs } from "./compare-configs";

function item(key: string, facts: Partial<ConfigItem> = {}): ConfigItem {
  const at = "2026-01-01T00:00:00.000Z";
  return {
    id: `cfg_${key}`,
    serviceId: "svc_1",
    key,
    configKey: key,
    label: null,
    type: "string",
    source: null,
    editable: false,
    sensitive: false,
    valuePreview: null,
    defaultValue: null,
    secretRef: null,
    changedAt: null,
    createdAt: at,
    updatedAt: at,
    ...facts,
  };
}

it("puts what differs first, and says which of the two declares a key that the other does not", () => {
  const pairs = compareConfigs(
    [item("b", { valuePreview: "1" }), item("a", { valuePreview: "1" }), item("mine")],
    [item("a", { valuePreview: "1" }), item("b", { valuePreview: "2" }), item("theirs")],
  );
  expect(pairs.map(({ key, kind }) => [key, kind])).toEqual([
    ["b", "differs"],
    ["mine", "left-only"],
    ["theirs", "right-only"],
    ["a", "same"],
  ]);
});

it("tells an empty text from a value that is not set", () => {
  const [pair] = compareConfigs([item("a", { valuePreview: "" })], [item("a")]);
  expect(pair?.kind).toBe("differs");
});

it("compares sensitive items by where they are kept", () => {
  const secret = (secretRef: string | null) => [item("a", { sensitive: true, secretRef })];
  expect(compareConfigs(secret("env://A"), secret("env://A"))[0]?.kind).toBe("same");
  expect(compareConfigs(secret("env://A"), secret(null))[0]?.kind).toBe("differs");
});
