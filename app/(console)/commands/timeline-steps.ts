import type { CommandDetail } from "@opstage/contracts";
import { exactDuration } from "../../_lib/duration";
import { exactTime } from "../../_lib/format-time";
import type { Language, Text } from "../../_lib/i18n";

/** One thing that happened to a command, or is about to. */
export interface TimelineStep {
  readonly key: string;
  readonly title: string;
  /** ISO instant; null for what has not happened yet. */
  readonly at: string | null;
  readonly note?: string;
  readonly tone: "quiet" | "busy" | "good" | "bad" | "warn" | "spent";
}

const endTones = { SUCCEEDED: "good", FAILED: "bad", EXPIRED: "warn", CANCELLED: "spent" } as const;

/** A command's life in order, from its creation to its end or to what it waits for. */
export function timelineSteps(command: CommandDetail, t: Text, language: Language): TimelineStep[] {
  const by =
    command.createdByName ??
    t(command.createdByUserId === null ? "commands.system" : "commands.unknownActor");
  const agent = command.agentName ?? command.agentCode ?? command.agentId;
  const steps: TimelineStep[] = [
    {
      key: "created",
      title: t("commands.stepCreated"),
      at: command.createdAt,
      note: t("commands.stepCreatedBy", { name: by }),
      tone: "quiet",
    },
  ];
  if (command.queuedUntil !== null) steps.push(queued(command, command.queuedUntil, agent, t, language));
  if (command.startedAt) steps.push(started(command, command.startedAt, agent, t));
  return [...steps, ...inOrder([...cancellation(command, t), ending(command, agent, t, language)])];
}

/** Accepted although its agent was away. */
function queued(
  command: CommandDetail,
  until: string,
  agent: string,
  t: Text,
  language: Language,
): TimelineStep {
  return {
    key: "queued",
    title: t("commands.stepQueued", { agent }),
    at: command.createdAt,
    note: t("commands.stepDeadline", { time: exactTime(until, language) }),
    tone: "quiet",
  };
}

function started(command: CommandDetail, at: string, agent: string, t: Text): TimelineStep {
  const queuedMs = Date.parse(at) - Date.parse(command.createdAt);
  const attempt =
    command.attempt > 1
      ? ` · ${t("commands.stepAgain", { n: command.attempt, before: command.attempt - 1 })}`
      : "";
  return {
    key: "started",
    title: t("commands.stepStarted"),
    at,
    note: t("commands.stepStartedTo", { agent, duration: exactDuration(queuedMs, t) }) + attempt,
    tone: "busy",
  };
}

function cancellation(command: CommandDetail, t: Text): TimelineStep[] {
  const facts = [
    ["asked", t("commands.stepCancelAsked"), command.cancelRequestedAt],
    ["known", t("commands.stepCancelKnown"), command.cancelAcknowledgedAt],
    ["stopped", t("commands.stepCancelStopped"), command.cancelStoppedAt],
  ] as const;
  const steps: TimelineStep[] = facts.flatMap(([key, title, at]) =>
    at === null ? [] : [{ key, title, at, tone: "spent" as const }],
  );
  if (!command.cancelIgnored) return steps;
  return [
    ...steps,
    {
      key: "ignored",
      title: t("actions.cancelIgnoredTitle"),
      at: null,
      note: t("commands.stepIgnored"),
      tone: "warn",
    },
  ];
}

function ending(command: CommandDetail, agent: string, t: Text, language: Language): TimelineStep {
  if (command.status === "PENDING") {
    const deadline = command.expiresAt;
    return {
      key: "next",
      title: t("commands.stepWaiting", { agent }),
      at: null,
      note:
        deadline === null ? undefined : t("commands.stepDeadline", { time: exactTime(deadline, language) }),
      tone: "quiet",
    };
  }
  if (command.status === "RUNNING") {
    return { key: "next", title: t("commands.stepRunning"), at: null, tone: "busy" };
  }
  const neverRan = command.startedAt === null;
  return {
    key: "end",
    title: t(`common.command.${command.status}`),
    at: command.completedAt,
    note: neverRan
      ? t("commands.stepNeverRan")
      : command.errorCode === "AGENT_LOST"
        ? t("commands.stepLost")
        : command.durationMs === null
          ? undefined
          : t("commands.stepDone", { duration: exactDuration(command.durationMs, t) }),
    tone: endTones[command.status],
  };
}

/** A handler often stops only after its command has ended; what has not happened yet comes last. */
function inOrder(steps: readonly TimelineStep[]): TimelineStep[] {
  const time = (step: TimelineStep): number =>
    step.at === null ? Number.POSITIVE_INFINITY : Date.parse(step.at);
  return steps.toSorted((a, b) => time(a) - time(b) || 0);
}
