import type { CommandDetail } from "@opstage/contracts";
import { useEffect, useState } from "react";
import { trpc } from "../../_lib/trpc";
import { appendLog, type CommandLog, emptyLog } from "./command-log";

const pageLines = 1_000;

/** An event brings new lines at once; this is for when none arrives. */
const quietMs = 3_000;

/** What a command has said, fetched line by line: each ask is for what came after the last line known. */
export function useCommandLog(commandId: CommandDetail["id"], isRunning: boolean): CommandLog {
  const [log, setLog] = useState(emptyLog);
  const query = trpc.commands.logs.useQuery(
    { commandId, afterSeq: log.lastSeq, limit: pageLines },
    { gcTime: 0, staleTime: 0, refetchInterval: isRunning ? quietMs : false },
  );
  const { data } = query;
  useEffect(() => {
    if (data) setLog((known) => appendLog(known, data));
  }, [data]);
  return log;
}
