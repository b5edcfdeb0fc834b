"use client";

import { DownloadOutlined, VerticalAlignBottomOutlined } from "@ant-design/icons";
import type { CommandLogLine, LogLevel } from "@opstage/contracts";
import { Button, Select } from "antd";
import { memo, useLayoutEffect, useRef, useState } from "react";
import { downloadText } from "../../_lib/download-text";
import { preciseClock } from "../../_lib/format-time";
import { useLanguage, useText } from "../../_lib/i18n";
import { CopyButton } from "../../_ui/CopyButton";
import { type CommandLog, logText, visibleLines } from "./command-log";
import styles from "./log.module.css";

export interface LogViewProps {
  readonly log: CommandLog;
  /** Names the file of a download. */
  readonly name: string;
  readonly isRunning: boolean;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** Nearer to its end than this, one is reading what comes. */
const nearEndPx = 24;

/** A log that follows its newest line, until one scrolls up to read. */
export function LogView({ log, name, isRunning }: LogViewProps) {
  const t = useText();
  const [least, setLeast] = useState<LogLevel>("debug");
  const [isFollowing, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const lines = visibleLines(log, least);
  const lastSeq = lines.at(-1)?.seq;
  useLayoutEffect(() => {
    if (isFollowing && box.current && lastSeq !== undefined) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, lastSeq]);
  return (
    <section className={styles.log} aria-label={t("actions.log.title")}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          {t("actions.log.title")}
          <span className={styles.count}>{t("actions.log.lines", { count: log.lines.length })}</span>
        </h3>
        <div className={styles.tools}>
          <Select<LogLevel>
            size="small"
            aria-label={t("actions.log.level")}
            value={least}
            onChange={setLeast}
            options={levels.map((value) => ({ value, label: t(`actions.log.least.${value}`) }))}
            popupMatchSelectWidth={false}
          />
          <CopyButton value={logText(lines)} label={t("actions.log.title")} />
          <Button
            size="small"
            type="text"
            icon={<DownloadOutlined aria-hidden="true" />}
            aria-label={t("actions.log.download")}
            onClick={() => downloadText(`${name}.log`, logText(log.lines), "text/plain")}
          />
        </div>
      </div>
      <div className={styles.frame}>
        <div
          ref={box}
          className={styles.box}
          role="log"
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={t("actions.log.title")}
          onScroll={({ currentTarget }) => {
            const left = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
            setFollowing(left < nearEndPx);
          }}
        >
          {lines.length < log.lines.length && (
            <p className={styles.note}>
              {t("actions.log.hidden", { count: log.lines.length - lines.length })}
            </p>
          )}
          {lines.length === 0 ? (
            <p className={styles.note}>{t(isRunning ? "actions.log.waiting" : "actions.log.none")}</p>
          ) : (
            <Lines lines={lines} />
          )}
        </div>
        {!isFollowing && (
          <Button
            size="small"
            className={styles.jump}
            icon={<VerticalAlignBottomOutlined aria-hidden="true" />}
            onClick={() => setFollowing(true)}
          >
            {t("actions.log.newest")}
          </Button>
        )}
      </div>
    </section>
  );
}

const tones: Readonly<Record<LogLevel, string>> = {
  debug: "quiet",
  info: "busy",
  warn: "warn",
  error: "bad",
};

const Lines = memo(function Lines({ lines }: { readonly lines: readonly CommandLogLine[] }) {
  const language = useLanguage();
  return lines.map(({ seq, at, level, line }) => (
    <div key={seq} className={`${styles.line} tone-${tones[level]}`}>
      <time className={styles.time} dateTime={at} title={at}>
        {preciseClock(at, language)}
      </time>
      <span className={styles.level}>{level}</span>
      <span className={styles.text}>{line}</span>
    </div>
  ));
});
