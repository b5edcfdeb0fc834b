import { CheckOutlined, LineOutlined, LinkOutlined } from "@ant-design/icons";
import type { JsonValue } from "@opstage/contracts";
import type { ReactNode } from "react";
import { exactDuration } from "../../_lib/duration";
import { type Language, type Text, useLanguage, useText } from "../../_lib/i18n";
import { CopyButton } from "../../_ui/CopyButton";
import { ExactTime } from "../../_ui/ExactTime";
import { JsonTree } from "../../_ui/JsonTree";
import { RelativeTime } from "../../_ui/RelativeTime";
import { lookOf } from "../../_ui/status-tones";
import { bytesText, toInstant } from "./format";
import { toneOfWord } from "./known-status";
import styles from "./results.module.css";

export interface CellProps {
  readonly value: JsonValue | undefined;
  /** One of the contract's formats; anything else is text. */
  readonly format?: string;
  readonly copyable?: boolean;
  readonly ellipsis?: boolean;
  /** Names the value for its copy button. */
  readonly label: string;
}

/** One value of a result in its declared format; a value that does not fit the format is shown as it is. */
export function Cell({ value, format = "text", copyable = false, ellipsis = false, label }: CellProps) {
  const t = useText();
  const language = useLanguage();
  if (value === undefined || value === null || value === "") return <span className="faint">—</span>;
  const shown = render(value, format, t, language);
  if (!copyable && !ellipsis) return shown;
  const plain = plainText(value);
  return (
    <span className={styles.cell}>
      <span className={ellipsis ? styles.ellipsis : undefined} title={ellipsis ? plain : undefined}>
        {shown}
      </span>
      {copyable && <CopyButton value={plain} label={label} />}
    </span>
  );
}

function render(value: JsonValue, format: string, t: Text, language: Language): ReactNode {
  switch (format) {
    case "boolean":
      return typeof value === "boolean" ? <BooleanMark value={value} /> : plainText(value);
    case "status":
      return <WordTag word={plainText(value)} />;
    case "code":
      return <code className="mono">{plainText(value)}</code>;
    case "number":
      return <span className={styles.number}>{numberText(value, language)}</span>;
    case "duration":
      return typeof value === "number" ? exactDuration(value, t) : plainText(value);
    case "bytes":
      return typeof value === "number" ? bytesText(value, language) : plainText(value);
    case "datetime":
      return withInstant(value, (at) => <ExactTime at={at} />);
    case "relativeTime":
      return withInstant(value, (at) => <RelativeTime at={at} />);
    case "link":
      return <SafeLink value={plainText(value)} />;
    case "json":
      return <JsonTree value={value} openDepth={1} copyable={false} />;
    default:
      return untyped(value);
  }
}

function untyped(value: JsonValue): ReactNode {
  if (typeof value === "boolean") return <BooleanMark value={value} />;
  if (typeof value === "object" && value !== null)
    return <JsonTree value={value} openDepth={0} copyable={false} />;
  return plainText(value);
}

function BooleanMark({ value }: { readonly value: boolean }) {
  const t = useText();
  return (
    <span className={`nowrap ${value ? styles.yes : "faint"}`}>
      <span aria-hidden="true">{value ? <CheckOutlined /> : <LineOutlined />}</span>{" "}
      {t(value ? "common.yes" : "common.no")}
    </span>
  );
}

/** A status of the service's own vocabulary, with the icon of the nearest state we know. */
function WordTag({ word }: { readonly word: string }) {
  const tone = toneOfWord(word);
  const icons = { good: "UP", bad: "DOWN", warn: "DEGRADED" } as const;
  const icon =
    tone === "good" || tone === "bad" || tone === "warn"
      ? lookOf("health", icons[tone]).icon
      : lookOf("command", tone === "busy" ? "RUNNING" : tone === "quiet" ? "PENDING" : "").icon;
  return (
    <span className={`tag tone-${tone}`}>
      <span aria-hidden="true" className="tag-icon">
        {icon}
      </span>
      {word}
    </span>
  );
}

/** Only web addresses become links: an agent's data never decides what a click runs. */
function SafeLink({ value }: { readonly value: string }) {
  if (!/^https?:\/\//i.test(value)) return value;
  return (
    <a href={value} target="_blank" rel="noopener noreferrer nofollow" className="wrap">
      <LinkOutlined aria-hidden="true" /> {value}
    </a>
  );
}

function withInstant(value: JsonValue, show: (at: string) => ReactNode): ReactNode {
  const at = toInstant(value);
  return at === undefined ? plainText(value) : show(at);
}

function numberText(value: JsonValue, language: Language): string {
  return typeof value === "number"
    ? value.toLocaleString(language, { maximumFractionDigits: 6 })
    : plainText(value);
}

/** A value as it is copied, searched and exported. */
export function plainText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
