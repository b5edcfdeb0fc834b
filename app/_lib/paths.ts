/** Query values of a link; absent and empty ones are left out. */
export type LinkQuery = Readonly<Record<string, string | undefined>>;

function link(path: string, query: LinkQuery = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Every address of the console. Links are built here and nowhere else. */
export const paths = {
  login: (next?: string) => link("/login", { next }),
  dashboard: () => "/dashboard",
  agents: (filters?: LinkQuery) => link("/agents", filters),
  agent: (agentId: string, query?: LinkQuery) => link(`/agents/${agentId}`, query),
  services: (filters?: LinkQuery) => link("/services", filters),
  service: (serviceId: string, query?: LinkQuery) => link(`/services/${serviceId}`, query),
  commands: (filters?: LinkQuery) => link("/commands", filters),
  command: (commandId: string, query?: LinkQuery) => link(`/commands/${commandId}`, query),
  batches: (filters?: LinkQuery) => link("/batches", filters),
  batch: (batchId: string) => `/batches/${batchId}`,
  configs: (query?: LinkQuery) => link("/configs", query),
  bus: () => "/bus",
  busRoutes: (filters?: LinkQuery) => link("/bus/routes", filters),
  busRoute: (routeId: string) => `/bus/routes/${routeId}`,
  busEvents: (filters?: LinkQuery) => link("/bus/events", filters),
  busEvent: (eventId: string) => `/bus/events/${eventId}`,
  busAudit: () => "/bus/audit",
  registrationTokens: (filters?: LinkQuery) => link("/registration-tokens", filters),
  audit: (filters?: LinkQuery) => link("/audit", filters),
  users: (filters?: LinkQuery) => link("/users", filters),
  user: (userId: string) => `/users/${userId}`,
  account: () => "/account",
  settings: (tab?: string) => link("/settings", { tab }),
} as const;

/** Where to go after signing in: only a path of this console, never another site. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.startsWith("/\\") || next.startsWith("/login"))
    return paths.dashboard();
  return next;
}

/** The page of a target named in the audit trail, or null when it has none. */
export function targetPath(targetType: string | null, targetId: string | null): string | null {
  if (!targetId) return null;
  switch (targetType) {
    case "Agent":
      return paths.agent(targetId);
    case "CapsuleService":
      return paths.service(targetId);
    case "Command":
      return paths.command(targetId);
    case "Batch":
      return paths.batch(targetId);
    case "BusRoute":
      return paths.busRoute(targetId);
    case "BusEvent":
      return paths.busEvent(targetId);
    case "RegistrationToken":
      return paths.registrationTokens();
    case "User":
      return paths.user(targetId);
    default:
      return null;
  }
}
