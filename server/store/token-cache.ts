import type { AgentId, TokenId } from "@opstage/contracts";
import type { EpochMs } from "./rows";
import type { Store } from "./store";

/** An agent token that may still open something. */
export interface CachedAgentToken {
  readonly tokenId: TokenId;
  readonly agentId: AgentId;
  readonly agentCode: string;
  readonly tokenHash: string;
  readonly status: "ACTIVE" | "CANDIDATE";
  readonly issuedAt: EpochMs;
  readonly agentDisabled: boolean;
  readonly agentRevoked: boolean;
}

/**
 * Agent tokens by hash, so that an idle call costs no statement. Verbs that revoke, rotate, disable, enable or remove
 * call `invalidate` in their `onCommit`: the next call sees the change.
 */
export interface TokenCache {
  /** Null for unknown and revoked tokens. Marks the token as used. */
  find(tokenHash: string, now: EpochMs): Promise<CachedAgentToken | null>;
  /** Whether a call came with this token that its row may not tell of yet. */
  isUsed(tokenId: TokenId): boolean;
  /** Forgets the tokens of this agent. */
  invalidate(agentId: AgentId): void;
  /** Writes `lastUsedAt` of tokens whose stored one is older than 30 s. */
  flush(): Promise<void>;
}

/** `lastUsedAt` is no finer than this. */
const lastUsedEveryMs = 30_000;

/** Tokens kept; beyond, the one asked for longest ago goes. */
const keptTokens = 100_000;

/** Unknown hashes remembered, so that a stray client with a dead token costs no statement either. */
const keptUnknown = 10_000;

interface Entry {
  readonly token: CachedAgentToken;
  lastUsedAt: EpochMs | null;
}

/** A cache over this store; fills itself. */
export function createTokenCache(store: Store): TokenCache {
  const entries = new Map<string, Entry>();
  const hashesOf = new Map<AgentId, Set<string>>();
  const unknown = new Set<string>();
  const used = new Map<TokenId, EpochMs>();
  /** Moves with every invalidation: what was read before one is not kept after it. */
  let generation = 0;

  async function read(tokenHash: string): Promise<Entry | null> {
    const row = await store.lookup.agentTokens.get({ tokenHash, status: ["ACTIVE", "CANDIDATE"] });
    const agent = row === null ? null : await store.lookup.agents.get({ id: row.agentId });
    if (row === null || agent === null || row.status === "REVOKED") return null;
    const token = {
      tokenId: row.id,
      agentId: agent.id,
      agentCode: agent.code,
      tokenHash,
      status: row.status,
      issuedAt: row.createdAt,
      agentDisabled: agent.disabledAt !== null,
      agentRevoked: agent.revokedAt !== null,
    };
    return { token, lastUsedAt: row.lastUsedAt };
  }

  function keep(tokenHash: string, entry: Entry): void {
    entries.set(tokenHash, entry);
    hashesOf.set(entry.token.agentId, (hashesOf.get(entry.token.agentId) ?? new Set()).add(tokenHash));
    const oldest = entries.size > keptTokens ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
  }

  async function fetch(tokenHash: string): Promise<Entry | null> {
    if (unknown.has(tokenHash)) return null;
    const readAt = generation;
    const entry = await read(tokenHash);
    if (readAt !== generation) return entry;
    if (entry !== null) keep(tokenHash, entry);
    else if (unknown.size < keptUnknown) unknown.add(tokenHash);
    return entry;
  }

  return {
    async find(tokenHash, now) {
      const entry = entries.get(tokenHash) ?? (await fetch(tokenHash));
      if (entry === null) return null;
      if (entry.lastUsedAt === null || now - entry.lastUsedAt >= lastUsedEveryMs) {
        entry.lastUsedAt = now;
        used.set(entry.token.tokenId, now);
      }
      return entry.token;
    },
    isUsed: (tokenId) => used.has(tokenId),
    invalidate(agentId) {
      generation++;
      unknown.clear();
      for (const tokenHash of hashesOf.get(agentId) ?? []) entries.delete(tokenHash);
      hashesOf.delete(agentId);
    },
    async flush() {
      if (used.size === 0) return;
      const writes = [...used].slice(0, 500);
      await store.transaction(async (tx) => {
        for (const [id, lastUsedAt] of writes) await tx.agentTokens.update({ id }, { lastUsedAt });
      });
      for (const [id, at] of writes) if (used.get(id) === at) used.delete(id);
      if (writes.length === 500) await this.flush();
    },
  };
}
