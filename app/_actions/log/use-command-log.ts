import type { CommandDetail } from "@opstage/contracts";
import { useEffect, useState } from "react";
import { trpc } from "../../_lib/trpc";
import { appendLog, type CommandLog, emptyLog } from "./command-log";

const pageLines = 1_000;

/** An event brings new lines at once; this is for when none arrives. */
const quietMs = 3_000;

export interface FollowedLog extends CommandLog {
  /** Nothing is known yet, not even that there is nothing. */
  readonly isLoading: boolean;
}

/** What a command has said, fetched line by line: each ask is for what came after the last line known. */
export function useCommandLog(commandId: CommandDetail["id"], isRunning: boolean): FollowedLog {
  const [known, setKnown] = useState({ commandId, log: emptyLog });
  // Another command in the same place starts with nothing known of it.
  const log = known.commandId === commandId ? known.log : emptyLog;
  const query = trpc.commands.logs.useQuery(
    { commandId, afterSeq: log.lastSeq, limit: pageLines },
    { gcTime: 0, staleTime: 0, refetchInterval: isRunning ? quietMs : false },
  );
  const { data } = query;
  useEffect(() => {
    if (!data) return;
    setKnown((old) => ({
      commandId,
      log: appendLog(old.commandId === commandId ? old.log : emptyLog, data),
    }));
  }, [commandId, data]);
  return { ...log, isLoading: query.isLoading && log.lastSeq === 0 };
}
