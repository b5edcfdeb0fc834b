import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** Secrets handed out once. Only their hash is ever stored. */
export interface Tokens {
  /** `opstage_reg_` and 256 random bits: registers one agent. */
  issueRegistration(): string;
  /** `opstage_agent_` and 256 random bits: an agent's bearer token. */
  issueAgent(): string;
  /** 256 random bits without a prefix: session secrets, CSRF tokens. */
  issueOpaque(): string;
  /** SHA-256 of the whole raw token, in hex. */
  hashToken(raw: string): string;
}

/** Tokens from the system's secure randomness. */
export function createTokens(random: (bytes: number) => Buffer = randomBytes): Tokens {
  const body = () => random(32).toString("base64url");
  return {
    issueRegistration: () => `opstage_reg_${body()}`,
    issueAgent: () => `opstage_agent_${body()}`,
    issueOpaque: body,
    hashToken,
  };
}

/** SHA-256 of the whole raw token, in hex: 64 characters. */
export function hashToken(raw: string): string {
  // In one call: every call of an agent does this, and an object for it would cost more than the hash.
  return hash("sha256", raw, "hex");
}

/** Compares two secrets in a time that tells nothing about where they differ, nor about their lengths. */
export function areEqualSecrets(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
