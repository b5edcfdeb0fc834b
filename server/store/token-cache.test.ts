import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleAgent, sampleId } from "./sample-rows";
import type { Store } from "./store";
import { tempStore } from "./temp-database";
import { createTokenCache, type TokenCache } from "./token-cache";

const agent = sampleAgent();
const token = {
  id: sampleId("tok"),
  agentId: agent.id,
  tokenHash: "hash",
  status: "ACTIVE",
  lastUsedAt: null,
  revokedAt: null,
  createdAt: 1,
  updatedAt: 1,
} as const;

let store: Store;
let cache: TokenCache;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ store, remove } = tempStore());
  await store.transaction(async (tx) => {
    await tx.agents.insert(agent);
    await tx.agentTokens.insert(token);
  });
  cache = createTokenCache(store);
});
afterEach(() => remove());

test("a revoked token opens nothing from the commit on", async () => {
  expect(await cache.find("hash", 1)).toMatchObject({ tokenId: token.id, agentCode: agent.code });
  await store.transaction(async (tx) => {
    await tx.agentTokens.update({ id: token.id }, { status: "REVOKED", revokedAt: 2 });
    tx.onCommit(() => cache.invalidate(agent.id));
  });
  expect(await cache.find("hash", 2)).toBeNull();
});

test("a token counts as used from the first call with it", async () => {
  expect(cache.isUsed(token.id)).toBe(false);
  await cache.find("hash", 1);
  expect(cache.isUsed(token.id)).toBe(true);
});

test("a disabled agent is known as such after its invalidation", async () => {
  await cache.find("hash", 1);
  await store.transaction(async (tx) => {
    await tx.agents.update({ id: agent.id }, { disabledAt: 2 });
    tx.onCommit(() => cache.invalidate(agent.id));
  });
  expect(await cache.find("hash", 2)).toMatchObject({ agentDisabled: true, agentRevoked: false });
});

test("a known token costs no statement", async () => {
  await cache.find("hash", 1);
  await store.transaction((tx) => tx.agentTokens.delete({ id: token.id }));
  expect(await cache.find("hash", 2)).toMatchObject({ tokenId: token.id });
  expect(await cache.find("unknown", 2)).toBeNull();
});

test("when a token was used is stored at most every 30 seconds", async () => {
  const stored = async () => (await store.lookup.agentTokens.get({ id: token.id }))?.lastUsedAt;
  await cache.find("hash", 1_000);
  await cache.find("hash", 20_000);
  await cache.flush();
  expect(await stored()).toBe(1_000);
  await cache.find("hash", 31_000);
  await cache.flush();
  expect(await stored()).toBe(31_000);
});
