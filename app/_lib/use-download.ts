"use client";

import { useEffect, useRef, useState } from "react";
import { DownloadRefused, type DownloadRequest, download } from "./download";
import { useText } from "./i18n";

export interface DownloadProgress {
  readonly bytes: number;
  /** When the server said so. */
  readonly total: number | undefined;
}

export interface RunningDownload {
  /** Undefined while nothing is downloaded. */
  readonly progress: DownloadProgress | undefined;
  /** Why the last one failed. */
  readonly problem: string | undefined;
  /** Gives the size once the file is there; undefined when it failed or was broken off. */
  start(request: Pick<DownloadRequest, "path" | "method" | "fallbackName">): Promise<number | undefined>;
  cancel(): void;
}

/** One download of a component: how far it is, why it failed, and an end to it when the component goes. */
export function useDownload(): RunningDownload {
  const t = useText();
  const [progress, setProgress] = useState<DownloadProgress>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  return {
    progress,
    problem,
    async start(request) {
      const abort = new AbortController();
      running.current = abort;
      setProblem(undefined);
      setProgress({ bytes: 0, total: undefined });
      try {
        return await download({
          ...request,
          signal: abort.signal,
          onProgress: (bytes, total) => setProgress({ bytes, total }),
        });
      } catch (error) {
        if (!abort.signal.aborted)
          setProblem(
            error instanceof DownloadRefused ? `${error.message} (${error.code})` : t("common.networkError"),
          );
        return undefined;
      } finally {
        setProgress(undefined);
      }
    },
    cancel: () => running.current?.abort(),
  };
}
