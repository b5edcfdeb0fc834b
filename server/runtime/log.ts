import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from "pino";

/** Structured log: one JSON line an event, on standard output unless told otherwise. */
export type Log = Logger;

export interface LogConfig {
  readonly level: LogLevel;
}

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Lines are written together: a write for each would cost a person's call more than its line. None waits longer. */
const bufferedBytes = 4096;
const flushEveryMs = 100;

/**
 * A log whose lines hold no secrets, whoever writes them and however deep the secret lies: every finished
 * line is masked before it leaves the process. Numbers and booleans stay, so `tokenCount` stays readable.
 */
export function createLog(config: LogConfig, destination?: DestinationStream): Log {
  return pino(
    {
      level: config.level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      hooks: { streamWrite: maskSecrets },
    },
    destination ?? pino.destination({ sync: false, minLength: bufferedBytes, periodicFlush: flushEveryMs }),
  );
}

/** Members whose name tells of a secret and whose value is text or a list. Bounded, so that masking is linear. */
const secretMember =
  /"([^"\\]{0,60}(?:token|secret|password|cookie|authorization|api[-_]?key)[^"\\]{0,60})":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi;

/** Our own tokens, wherever they stand in a text. */
const opstageToken = /opstage_([a-z0-9]+)_[A-Za-z0-9_-]+/g;

/** Masks the secrets in one serialised log line. */
export function maskSecrets(line: string): string {
  return line.replace(secretMember, '"$1":"[REDACTED]"').replace(opstageToken, "opstage_$1_[REDACTED]");
}
