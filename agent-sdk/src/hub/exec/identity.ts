import { execFileSync } from "node:child_process";

/** Whose rights a program gets. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** What the user's own programs would find in these variables; the hub's mean another user. */
  readonly variables: { readonly USER?: string; readonly HOME?: string };
}

export interface RunAs {
  readonly user: string | number;
  readonly group?: string | number;
}

/**
 * The user and group to run as, by name or number. Without a group it is the user's own.
 * @throws Error when they do not exist, or when this process may not become them
 */
export function resolveIdentity({ user, group }: RunAs): Identity {
  const own = { uid: process.getuid?.(), gid: process.getgid?.() };
  if (own.uid === undefined) throw new Error("This system knows no users to run as");
  const uid = typeof user === "number" ? user : idOf("-u", user);
  const gid = group === undefined ? idOf("-g", String(user)) : groupOf(group);
  if (own.uid !== 0 && (uid !== own.uid || gid !== own.gid)) {
    throw new Error(
      `The hub runs as user ${own.uid} and may not become ${uid}:${gid}. ` +
        "Start the hub as root, or run a hub of its own as that user and leave out runAs",
    );
  }
  return { uid, gid, variables: variablesOf(user) };
}

/** Of a number without an account, and where accounts cannot be looked up, nothing is known. */
function variablesOf(user: string | number): Identity["variables"] {
  try {
    const line = execFileSync("getent", ["passwd", String(user)], {
      encoding: "utf8",
      stdio: "pipe",
      timeout: 5_000,
    });
    const [name, , , , , home] = line.trim().split(":");
    return { USER: name, HOME: home };
  } catch {
    return {};
  }
}

function groupOf(group: string | number): number {
  if (typeof group === "number") return group;
  try {
    const line = execFileSync("getent", ["group", group], {
      encoding: "utf8",
      stdio: "pipe",
      timeout: 5_000,
    });
    const gid = Number(line.split(":")[2]);
    if (Number.isInteger(gid)) return gid;
  } catch {
    // Said below.
  }
  throw new Error(
    `There is no group ${JSON.stringify(group)}; give its number if this system cannot look it up`,
  );
}

function idOf(flag: "-u" | "-g", user: string): number {
  try {
    const text = execFileSync("id", [flag, "--", user], { encoding: "utf8", stdio: "pipe", timeout: 5_000 });
    return Number(text.trim());
  } catch {
    throw new Error(
      flag === "-u"
        ? `There is no user ${JSON.stringify(user)}`
        : `The group of user ${user} is not known; name one with group`,
    );
  }
}
