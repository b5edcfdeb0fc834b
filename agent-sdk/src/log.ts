import { maskRecord, maskText } from "./mask";

export type LogLevel = "debug" | "info" | "warn" | "error";

/** One thing that happened, for machines (`event`) and people (`message`). Secrets are hidden already. */
export interface LogRecord {
  readonly level: LogLevel;
  /** A stable dotted name, e.g. `connection.lost`. */
  readonly event: string;
  readonly message: string;
  /** Who: agent code, agent id, instance id. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What: the facts of this event. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A `console`, or any logger with the same four methods. */
export type Logger = Readonly<Record<LogLevel, (message: string, data?: unknown) => void>>;

/** Writes one record. */
export type Log = (level: LogLevel, event: string, message: string, data?: Record<string, unknown>) => void;

export interface LogOptions {
  readonly logger?: Logger;
  /** Gets every record in place of the logger. */
  readonly onLog?: (record: LogRecord) => void;
  /** Read at each record, because the agent learns its id only later. */
  readonly context: () => Record<string, unknown>;
}

/** Without a logger of the host's own the console gets everything but the details. */
const consoleLogger: Logger = {
  debug: () => {},
  info: (message, data) => console.info(...line(message, data)),
  warn: (message, data) => console.warn(...line(message, data)),
  error: (message, data) => console.error(...line(message, data)),
};

function line(message: string, data: unknown): unknown[] {
  const text = `[opstage] ${message}`;
  return data === undefined ? [text] : [text, data];
}

/** The one place that writes logs. A logger that throws is ignored: it must not stop the agent. */
export function createLog(options: LogOptions): Log {
  const logger = options.logger ?? consoleLogger;
  return (level, event, message, data = {}) => {
    try {
      const facts = maskRecord(data);
      const text = maskText(message);
      if (options.onLog) {
        options.onLog({ level, event, message: text, context: maskRecord(options.context()), data: facts });
      } else {
        logger[level](text, Object.keys(facts).length > 0 ? facts : undefined);
      }
    } catch {
      // There is nowhere left to say it.
    }
  };
}
