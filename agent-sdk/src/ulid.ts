import { randomBytes } from "node:crypto";
import type { InstanceId } from "@opstage/contracts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const timeLength = 10;
const randomLength = 16;

/** A ULID: 48 bits of time, then 80 random bits, in Crockford's base 32. */
export function ulid(nowMs: number): string {
  let time = "";
  for (let rest = nowMs, i = 0; i < timeLength; i++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let random = "";
  // 256 is a multiple of 32, so the low five bits of a random byte are uniform.
  for (const byte of randomBytes(randomLength)) random += alphabet.charAt(byte & 31);
  return time + random;
}

/** The name of one run of an agent: chosen at each start, so that the server notices a restart. */
export function newInstanceId(nowMs: number): InstanceId {
  return `ins_${ulid(nowMs)}`;
}
