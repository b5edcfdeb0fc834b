import type { AgentId, InstanceId } from "@opstage/contracts";

/** What the server sees of a process without asking: it holds a poll, it hung up, or neither. */
export type InstanceState = "parked" | "gone" | "unknown";

/**
 * Which processes of an agent are there, as far as their connections show it. A hint of this server's memory: it makes
 * an answer come sooner, and where it knows nothing the leases decide.
 */
export interface Instances {
  /** A poll of this process is held; call what it returns with how that ended. */
  park(agentId: AgentId, instanceId: InstanceId): (end: "answered" | "left") => void;
  stateOf(agentId: AgentId, instanceId: InstanceId): InstanceState;
  /** It cannot come back: its token is dead. */
  noteGone(agentId: AgentId, instanceId: InstanceId): void;
  /** It spoke, so it is not gone. */
  noteSpoke(agentId: AgentId, instanceId: InstanceId): void;
  /** A process that never spoke before has come. */
  noteNewcomer(agentId: AgentId, instanceId: InstanceId): void;
  /** Whether this process is new and nobody has asked yet. */
  takeNewcomer(agentId: AgentId, instanceId: InstanceId): boolean;
  forget(agentId: AgentId): void;
}

interface Watched {
  parked: number;
  isGone: boolean;
  isNewcomer: boolean;
}

/** Nobody was seen yet. */
export function createInstances(): Instances {
  const byAgent = new Map<AgentId, Map<InstanceId, Watched>>();

  function watch(agentId: AgentId, instanceId: InstanceId): Watched {
    const known = byAgent.get(agentId) ?? new Map<InstanceId, Watched>();
    byAgent.set(agentId, known);
    const watched = known.get(instanceId) ?? { parked: 0, isGone: false, isNewcomer: false };
    known.set(instanceId, watched);
    return watched;
  }

  function find(agentId: AgentId, instanceId: InstanceId): Watched | undefined {
    return byAgent.get(agentId)?.get(instanceId);
  }

  /** Of processes that are neither here nor gone there is nothing to remember. */
  function tidy(agentId: AgentId, instanceId: InstanceId): void {
    const known = byAgent.get(agentId);
    const watched = known?.get(instanceId);
    if (watched === undefined || watched.parked > 0 || watched.isGone || watched.isNewcomer) return;
    known?.delete(instanceId);
    if (known?.size === 0) byAgent.delete(agentId);
  }

  return {
    park(agentId, instanceId) {
      const watched = watch(agentId, instanceId);
      watched.parked++;
      return (end) => {
        watched.parked--;
        if (end === "left" && watched.parked === 0) watched.isGone = true;
        tidy(agentId, instanceId);
      };
    },
    stateOf(agentId, instanceId) {
      const watched = find(agentId, instanceId);
      if (watched === undefined) return "unknown";
      if (watched.parked > 0) return "parked";
      return watched.isGone ? "gone" : "unknown";
    },
    noteGone(agentId, instanceId) {
      watch(agentId, instanceId).isGone = true;
    },
    noteSpoke(agentId, instanceId) {
      const watched = find(agentId, instanceId);
      if (watched?.isGone !== true) return;
      watched.isGone = false;
      tidy(agentId, instanceId);
    },
    noteNewcomer(agentId, instanceId) {
      watch(agentId, instanceId).isNewcomer = true;
    },
    takeNewcomer(agentId, instanceId) {
      const watched = find(agentId, instanceId);
      if (watched?.isNewcomer !== true) return false;
      watched.isNewcomer = false;
      tidy(agentId, instanceId);
      return true;
    },
    forget: (agentId) => void byAgent.delete(agentId),
  };
}
