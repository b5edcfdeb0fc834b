import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { messageOf } from "../../errors";
import { ConfigError, type ConfigIssue } from "./errors";
import { locate, locateKey, placeOf } from "./locate";
import { maskerOf } from "./mask";
import { type Env, fillIn, type Path } from "./placeholders";
import { HubFile } from "./schema";

/** What the file says, with the environment's values in it. */
export interface ParsedFile {
  readonly file: HubFile;
  readonly secrets: ReadonlySet<string>;
  /** Where something stands, for checks that the schema cannot make. */
  issueAt(path: Path, message: string): ConfigIssue;
}

const sizeLimit = 1_048_576;

/**
 * Reads the text of a hub's file.
 * @throws ConfigError with every place that is wrong, whatever the text is
 */
export function parseHubFile(text: string, { name, env }: { name: string; env: Env }): ParsedFile {
  const fail = (...issues: ConfigIssue[]) => new ConfigError(name, issues);
  const whole = (message: string) => fail({ line: 1, column: 1, key: "", message });
  if (text.length > sizeLimit) throw whole("The file is larger than 1 MiB");

  const lines = new LineCounter();
  const { document, value } = readYaml(text, lines, whole);
  const [first] = document.errors;
  if (first) {
    const { line, column } = placeOf(lines, first.pos[0]);
    throw fail({ line, column, key: "", message: first.message });
  }
  if (value === null || value === undefined) throw whole("The file is empty");

  const issueAt = (path: Path, message: string): ConfigIssue => ({
    ...locate(document, lines, path),
    key: keyOf(path),
    message,
  });
  const filled = fillInFinite(value, env, whole);
  if (filled.missing.length > 0) {
    throw fail(
      ...filled.missing.map(({ path, name: variable }) =>
        issueAt(
          path,
          `The environment has no ${variable}. Set it, or write \${env:${variable}:-} to allow none`,
        ),
      ),
    );
  }
  const parsed = HubFile.safeParse(filled.value);
  if (parsed.success) return { file: parsed.data, secrets: filled.secrets, issueAt };
  const mask = maskerOf(filled.secrets);
  const issues = parsed.error.issues.flatMap((issue) => describe(issue, { document, lines }));
  throw fail(...issues.map((issue) => ({ ...issue, key: mask(issue.key), message: mask(issue.message) })));
}

/** The document and its plain value. Nesting and references without end are the author's mistake, not a crash. */
function readYaml(text: string, lines: LineCounter, whole: (message: string) => ConfigError) {
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "silent",
      stringKeys: true,
    });
    return { document, value: document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    throw whole(
      error instanceof RangeError ? "The file is nested too deeply" : `Cannot be read: ${messageOf(error)}`,
    );
  }
}

/** A list that holds itself is YAML, but no end of it can be read. */
function fillInFinite(value: unknown, env: Env, whole: (message: string) => ConfigError) {
  try {
    return fillIn(value, env);
  } catch (error) {
    throw error instanceof RangeError
      ? whole("The file is nested too deeply, or a part of it holds itself")
      : error;
  }
}

function describe(
  issue: z.core.$ZodIssue,
  { document, lines }: { document: Document; lines: LineCounter },
): ConfigIssue[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...locateKey(document, lines, [...path, key]),
      key: keyOf([...path, key]),
      message: "Is no key that belongs here; check its spelling and its indentation",
    }));
  }
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  const message = isMissing ? "Is required" : issue.message;
  return [{ ...locate(document, lines, path), key: keyOf(path), message }];
}

/** `services[0].http.url` */
function keyOf(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}
