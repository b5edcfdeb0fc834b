import { version } from "../../package.json";
import type { AgentRuntime } from "../runtime";
import type { Health } from "../types";
import type { ChildState } from "./child";
import { ConfigError } from "./config/errors";

/** What a reload changed. */
export interface Reloaded {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface SelfPort {
  readonly runtime: AgentRuntime;
  readonly code: string;
  readonly name: string;
  children(): readonly ChildState[];
  /** What is wrong with the hub itself: its file, a child's catalogue, the forwarding of events. */
  problems(): readonly string[];
  /** Events of children that can never get to Opstage and were left out. */
  eventsLeftOut(): number;
  reload(): Promise<Reloaded>;
}

/** Makes the hub a service of its own: operators see how it is, and can ask it to read its file again. */
export function declareSelf(port: SelfPort): void {
  const { runtime, code, name } = port;
  const self = runtime.addService({
    code,
    name,
    version,
    runtime: "nodejs",
    description: "The hub itself: it looks after the services beside it and reports them to Opstage.",
    manifest: { agentMode: "ophub", xtrape: { serviceKind: "infrastructure", managedBy: "ophub" } },
  });
  self.health(() => healthOf(port));
  self.action({
    name: "reload",
    label: "Reload the file",
    description: "Reads the hub's file again. An invalid file changes nothing.",
    category: "runtime-config",
    handler: () => reload(port),
  });
  self.action({
    name: "listChildren",
    label: "List children",
    description: "The services that this hub looks after, as it sees them.",
    category: "diagnostics",
    handler: () => listOf(port.children()),
  });
}

function healthOf(port: SelfPort): Health {
  const children = port.children();
  const [first, ...others] = port.problems();
  const count = (status: string) => children.filter(({ health }) => health.status === status).length;
  const details = {
    services: children.length,
    up: count("UP"),
    degraded: count("DEGRADED"),
    down: count("DOWN"),
    unknown: count("UNKNOWN"),
    eventsLeftOut: port.eventsLeftOut(),
    problems: first === undefined ? [] : [first, ...others],
  };
  if (first === undefined) {
    return { status: "UP", message: `${details.up} of ${details.services} services are up`, details };
  }
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return { status: "DEGRADED", message: `${first}${more}`, details };
}

async function reload(port: SelfPort) {
  try {
    const { added, changed, removed } = await port.reload();
    const facts = { added: added.join(", "), changed: changed.join(", "), removed: removed.join(", ") };
    const total = added.length + changed.length + removed.length;
    return { message: total === 0 ? "Nothing has changed." : "Reloaded.", data: { detail: { data: facts } } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { message, issues } = error;
    return { success: false, message, data: { issues }, error: { code: "HUB_FILE_INVALID", message } };
  }
}

function listOf(children: readonly ChildState[]) {
  const data = children.map(({ code, name, protocol, health, actions, checkedAt, problems }) => ({
    code,
    name,
    protocol,
    status: health.status,
    message: [health.message, ...problems].filter(Boolean).join("; "),
    actions,
    checkedAt: checkedAt === undefined ? null : new Date(checkedAt).toISOString(),
  }));
  const columns = [
    { key: "code", label: "Service", format: "code" },
    { key: "name", label: "Name" },
    { key: "protocol", label: "Adapter" },
    { key: "status", label: "Status", format: "status" },
    { key: "message", label: "Message", ellipsis: true },
    { key: "actions", label: "Actions", format: "number" },
    { key: "checkedAt", label: "Checked", format: "relativeTime" },
  ];
  return {
    data: { list: { title: "Services of this hub", data, columns, emptyText: "The file names none." } },
  };
}
