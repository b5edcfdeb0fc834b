import { defaultWorkspace } from "@opstage/contracts";
import { InvalidEnvironmentError } from "../../config/env";
import { recordAudit } from "../audit/record";
import type { Deps, ServiceContext } from "../context";
import { requireUsablePassword } from "../users/create";

/**
 * Makes an empty database usable: the workspace, and the first owner from the environment. Later starts change
 * nothing, whatever the environment says by then.
 * @throws InvalidEnvironmentError when there is no user and no sign-in to create one from
 */
export async function bootstrap(deps: Deps): Promise<void> {
  await createWorkspace(deps);
  if ((await deps.store.lookup.users.count({})) === 0) await createFirstOwner(deps);
}

async function createWorkspace(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  if ((await deps.store.lookup.workspaces.get({ id: defaultWorkspace.id })) !== null) return;
  await deps.store.transaction((tx) =>
    tx.workspaces.insert({ ...defaultWorkspace, createdAt: now, updatedAt: now }),
  );
}

async function createFirstOwner(deps: Deps): Promise<void> {
  const { username, password } = deps.config.bootstrap;
  if (username === undefined || password === undefined) {
    const message = "is required for the first start: there is no user yet";
    throw new InvalidEnvironmentError({
      ...(username === undefined ? { OPSTAGE_ADMIN_USERNAME: [`OPSTAGE_ADMIN_USERNAME ${message}`] } : {}),
      ...(password === undefined ? { OPSTAGE_ADMIN_PASSWORD: [`OPSTAGE_ADMIN_PASSWORD ${message}`] } : {}),
    });
  }
  requireUsablePassword(password, username);
  const passwordHash = await deps.passwords.hash(password);
  const now = deps.clock.now();
  const id = deps.ids.next("usr");
  const ctx: ServiceContext = {
    deps,
    actor: { type: "SYSTEM", job: "bootstrap" },
    request: { requestId: "start" },
  };
  await deps.store.transaction(async (tx) => {
    await tx.users.insert({
      id,
      username: username.trim(),
      displayName: "Administrator",
      passwordHash,
      passwordChangedAt: now,
      role: "owner",
      status: "ACTIVE",
      lastLoginAt: null,
      createdAt: now,
      updatedAt: now,
    });
    await recordAudit(tx, ctx, { action: "system.bootstrap.completed", targetType: "User", targetId: id });
  });
}
