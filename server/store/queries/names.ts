import type { ReaderDatabase } from "./reader-database";

/** Ids whose names are wanted; null ones are skipped. */
export interface WantedNames {
  readonly agents?: readonly (string | null)[];
  readonly services?: readonly (string | null)[];
  readonly users?: readonly (string | null)[];
  /** Actions are named by their service and their own name. */
  readonly actions?: readonly { readonly serviceId: string; readonly actionName: string }[];
}

interface CodeAndName {
  readonly code: string;
  readonly name: string | null;
}

/** The names beside ids; null for ids whose rows are gone. */
export interface Names {
  agent(id: string | null): CodeAndName | null;
  service(id: string | null): CodeAndName | null;
  user(id: string | null): string | null;
  actionLabel(serviceId: string, actionName: string): string | null;
}

/** Reads the names of a page in one statement a table. */
export async function readNames(db: ReaderDatabase, wanted: WantedNames): Promise<Names> {
  const codeAndName = { id: true, code: true, name: true } as const;
  const { prisma } = db;
  const agents = await forIds(wanted.agents, (ids) =>
    prisma.agent.findMany({ where: { id: { in: ids } }, select: codeAndName }),
  );
  const services = await forIds(wanted.services, (ids) =>
    prisma.capsuleService.findMany({ where: { id: { in: ids } }, select: codeAndName }),
  );
  const users = await forIds(wanted.users, (ids) =>
    prisma.user.findMany({
      where: { id: { in: ids } },
      select: { id: true, username: true, displayName: true },
    }),
  );
  const actions = await forIds(
    wanted.actions?.map(({ serviceId }) => serviceId),
    (ids) =>
      prisma.action.findMany({
        where: {
          serviceId: { in: ids },
          name: { in: distinct(wanted.actions?.map((each) => each.actionName)) },
        },
        select: { serviceId: true, name: true, label: true },
      }),
  );
  const agentById = new Map(agents.map((row) => [row.id, row]));
  const serviceById = new Map(services.map((row) => [row.id, row]));
  const userById = new Map(users.map((row) => [row.id, row.displayName ?? row.username]));
  const labels = new Map(actions.map((row) => [`${row.serviceId} ${row.name}`, row.label]));
  return {
    agent: (id) => agentById.get(id ?? "") ?? null,
    service: (id) => serviceById.get(id ?? "") ?? null,
    user: (id) => userById.get(id ?? "") ?? null,
    actionLabel: (serviceId, actionName) => labels.get(`${serviceId} ${actionName}`) ?? null,
  };
}

async function forIds<T>(
  ids: readonly (string | null)[] | undefined,
  read: (ids: string[]) => Promise<T[]>,
): Promise<T[]> {
  const wanted = distinct(ids);
  return wanted.length === 0 ? [] : read(wanted);
}

function distinct(values: readonly (string | null)[] | undefined): string[] {
  return [...new Set(values)].filter((value) => value !== null);
}
