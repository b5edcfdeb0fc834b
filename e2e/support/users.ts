import { signInOverRest } from "./operator";
import type { OpstageProcess } from "./opstage-process";

export interface TestUser {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** A user made by the owner over REST, for journeys that are about something else. */
export async function addUser(
  opstage: Pick<OpstageProcess, "base">,
  { username, role }: { readonly username: string; readonly role: "owner" | "operator" | "viewer" },
): Promise<TestUser> {
  const password = `the password of ${username}`;
  const session = await signInOverRest(opstage);
  const { id } = await session.call<{ id: string }>("POST", "/api/admin/users", { username, password, role });
  return { id, username, password };
}
