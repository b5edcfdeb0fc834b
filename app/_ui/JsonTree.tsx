"use client";

import { CaretDownOutlined, CaretRightOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useText } from "../_lib/i18n";
import { CopyButton } from "./CopyButton";
import { JsonMatches } from "./JsonMatches";
import { childrenOf, depthWithin, jsonKind, prettyJson } from "./json-lines";

const pageLength = 100;

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

/** More lines than this are opened step by step. */
const mostLines = 2_000;

/** A tree with fewer lines is read faster than searched. */
const searchableLines = 12;

/** Any JSON as a collapsible tree that can be searched and copied, whole or the path of what was found. */
export function JsonTree({ value, openDepth = 2, label = "JSON", copyable = true }: JsonTreeProps) {
  const [generation, setGeneration] = useState({ isAllOpen: false, count: 0 });
  const [query, setQuery] = useState("");
  const t = useText();
  const entries = childrenOf(value);
  const isDeep = entries.some(([, child]) => childrenOf(child).length > 0);
  const isLarge = copyable && depthWithin(value, searchableLines) < depthWithin(value, mostLines);
  const first = Math.min(openDepth, depthWithin(value, mostLines));
  const depth = generation.count === 0 ? first : generation.isAllOpen ? depthWithin(value, mostLines) : 1;
  return (
    <div className="json-tree">
      {copyable || isDeep ? (
        <div className="json-tools">
          {isLarge ? (
            <Input
              size="small"
              className="json-search"
              prefix={<SearchOutlined aria-hidden="true" />}
              placeholder={t("common.search")}
              aria-label={t("common.searchIn", { name: label })}
              value={query}
              allowClear
              onChange={({ target }) => setQuery(target.value)}
            />
          ) : null}
          {isDeep && query.trim() === "" ? (
            <Button
              type="text"
              size="small"
              onClick={() => setGeneration({ isAllOpen: !generation.isAllOpen, count: generation.count + 1 })}
            >
              {t(generation.isAllOpen ? "common.collapseAll" : "common.expandAll")}
            </Button>
          ) : null}
          {copyable ? <CopyButton value={prettyJson(value)} label={label} /> : null}
        </div>
      ) : null}
      {query.trim() === "" ? (
        <Branch key={generation.count} value={value} openDepth={depth} />
      ) : (
        <JsonMatches value={value} query={query} />
      )}
    </div>
  );
}

/** The tree from its root, which has no line of its own. */
function Branch({ value, openDepth }: { readonly value: unknown; readonly openDepth: number }) {
  const t = useText();
  const [shown, setShown] = useState(pageLength);
  const entries = childrenOf(value);
  return (
    <ul className="json-root">
      {entries.length > 0 ? (
        entries
          .slice(0, shown)
          .map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={1} openDepth={openDepth} />
          ))
      ) : (
        <JsonNode value={value} depth={0} openDepth={openDepth} />
      )}
      {entries.length > shown ? (
        <li>
          <Button type="link" size="small" onClick={() => setShown(shown + pageLength)}>
            {t("common.showMore", { count: Math.min(pageLength, entries.length - shown) })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
