"use client";

import { CaretDownOutlined, CaretRightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useText } from "../_lib/i18n";
import { CopyButton } from "./CopyButton";
import { childrenOf, jsonKind, prettyJson } from "./json-lines";

const pageLength = 100;

/** Deeper than any value people read. */
const allDepths = 99;

interface NodeProps {
  readonly name?: string;
  readonly value: unknown;
  readonly depth: number;
  readonly openDepth: number;
}

function JsonNode({ name, value, depth, openDepth }: NodeProps) {
  const t = useText();
  const [open, setOpen] = useState(depth < openDepth);
  const [shown, setShown] = useState(pageLength);
  const kind = jsonKind(value);
  const label = name === undefined ? null : <span className="json-key">{name}</span>;

  if (kind !== "array" && kind !== "object") {
    return (
      <li className="json-leaf">
        {label}
        <span className={`json-value json-${kind}`}>
          {kind === "string" ? String(value) : JSON.stringify(value ?? null)}
        </span>
      </li>
    );
  }

  const entries = childrenOf(value);
  if (entries.length === 0) {
    return (
      <li className="json-leaf">
        {label}
        <span className="json-value json-null">{kind === "array" ? "[ ]" : "{ }"}</span>
      </li>
    );
  }
  return (
    <li>
      <button type="button" className="json-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
        {label}
        <span className="json-count">
          {t(kind === "array" ? "common.items" : "common.keys", { count: entries.length })}
        </span>
      </button>
      {open ? (
        <ul>
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={depth + 1} openDepth={openDepth} />
          ))}
          {entries.length > shown ? (
            <li>
              <Button type="link" size="small" onClick={() => setShown(shown + pageLength)}>
                {t("common.showMore", { count: Math.min(pageLength, entries.length - shown) })}
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

interface JsonTreeProps {
  readonly value: unknown;
  /** Levels that are open at first. */
  readonly openDepth?: number;
  /** Names the value for its copy button. */
  readonly label?: string;
  readonly copyable?: boolean;
}

/** Any JSON as a collapsible tree that can be copied whole. */
export function JsonTree({ value, openDepth = 2, label = "JSON", copyable = true }: JsonTreeProps) {
  const [generation, setGeneration] = useState({ depth: openDepth, count: 0 });
  const t = useText();
  const entries = childrenOf(value);
  const isDeep = entries.some(([, child]) => childrenOf(child).length > 0);
  const isBranch = entries.length > 0;
  return (
    <div className="json-tree">
      {copyable || isDeep ? (
        <div className="json-tools">
          {isDeep ? (
            <Button
              type="text"
              size="small"
              onClick={() =>
                setGeneration({
                  depth: generation.depth >= allDepths ? 1 : allDepths,
                  count: generation.count + 1,
                })
              }
            >
              {t(generation.depth >= allDepths ? "common.collapseAll" : "common.expandAll")}
            </Button>
          ) : null}
          {copyable ? <CopyButton value={prettyJson(value)} label={label} /> : null}
        </div>
      ) : null}
      <ul key={generation.count} className="json-root">
        {isBranch ? (
          entries.map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={1} openDepth={generation.depth} />
          ))
        ) : (
          <JsonNode value={value} depth={0} openDepth={generation.depth} />
        )}
      </ul>
    </div>
  );
}
