import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditRows } from "../../testing/builders";
import { createTestDeps, type TestDeps } from "../../testing/deps";
import { bootstrap } from "./bootstrap";

const env = { OPSTAGE_ADMIN_USERNAME: "ada@example.test", OPSTAGE_ADMIN_PASSWORD: "correct horse battery" };

let deps: TestDeps;
afterEach(() => deps.remove());

describe("the first start", () => {
  beforeEach(async () => {
    deps = await createTestDeps({ env });
    await bootstrap(deps);
  });

  it("creates the workspace and one owner, and says so in the trail", async () => {
    const [user] = await deps.store.lookup.users.list({});
    expect(user).toMatchObject({ username: "ada@example.test", displayName: "Administrator", role: "owner" });
    expect(await deps.store.lookup.workspaces.count({})).toBe(1);
    expect(await auditRows(deps, "system.bootstrap.completed")).toMatchObject([
      { actorType: "SYSTEM", targetType: "User", targetId: user?.id },
    ]);
  });

  it("is the only one that reads them: later starts change nothing", async () => {
    const before = await deps.store.lookup.users.list({});
    await bootstrap(deps);
    expect(await deps.store.lookup.users.list({})).toEqual(before);
    expect(await auditRows(deps, "system.bootstrap.completed")).toHaveLength(1);
  });
});

describe("a start without users and without a first sign-in", () => {
  it("fails and names the variables that are missing", async () => {
    deps = await createTestDeps();
    await expect(bootstrap(deps)).rejects.toThrow(
      /^Invalid environment: \{"OPSTAGE_ADMIN_USERNAME":\[.*\],"OPSTAGE_ADMIN_PASSWORD":\[.*\]\}$/,
    );
    expect(await deps.store.lookup.users.count({})).toBe(0);
  });
});
