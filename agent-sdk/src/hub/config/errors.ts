/** One thing that is wrong with the file, at the place where it stands. */
export interface ConfigIssue {
  readonly line: number;
  readonly column: number;
  /** `services[0].http.url`; empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

/** The hub's file cannot be used. Its message names every issue as `file:line:column: key: what is wrong`. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly file: string;
  readonly issues: readonly ConfigIssue[];

  constructor(file: string, issues: readonly ConfigIssue[]) {
    const sorted = [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
    super(sorted.map((issue) => lineOf(file, issue)).join("\n"));
    this.file = file;
    this.issues = sorted;
  }
}

function lineOf(file: string, { line, column, key, message }: ConfigIssue): string {
  return `${file}:${line}:${column}: ${key === "" ? "" : `${key}: `}${message}`;
}
