import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { resolve } from "node:path";
import type { Seams } from "../../clock";
import { messageOf } from "../../errors";
import type { Health } from "../../types";
import { ChildError } from "../child-error";
import type { ExecHealth } from "../config/exec-schema";
import { isLocalHost, lookupLocal } from "../http/address";
import { askStatus, createConnections } from "../http/request";

/** A GET whose success is the health. */
export async function probeHttp(url: string, health: ExecHealth): Promise<Health> {
  const connections = createConnections(health.allowRemote);
  const signal = AbortSignal.timeout(health.timeoutSeconds * 1_000);
  try {
    const status = await askStatus(connections, { method: "GET", url, headers: {}, signal });
    const isWell = status >= 200 && status <= 399;
    return { status: isWell ? "UP" : "DOWN", message: `${url} answered ${status}` };
  } catch (error) {
    throw signal.aborted ? tooLate(url, health) : error;
  } finally {
    await connections.destroy();
  }
}

/** A port that accepts a connection is the health. */
export function probeTcp(address: string, health: ExecHealth): Promise<Health> {
  const at = address.lastIndexOf(":");
  const host = address.slice(0, at).replace(/^\[|\]$/g, "");
  const port = Number(address.slice(at + 1));
  return new Promise((resolvePromise, reject) => {
    if (!health.allowRemote && isLocalHost(host) === false) {
      return reject(new ChildError("CHILD_UNREACHABLE", `${host} is no loopback or private address`));
    }
    const socket = connect({ host, port, ...(health.allowRemote ? {} : { lookup: lookupLocal }) });
    const timer = setTimeout(() => socket.destroy(tooLate(address, health)), health.timeoutSeconds * 1_000);
    socket.once("connect", () => {
      socket.destroy();
      resolvePromise({ status: "UP", message: `${address} accepts connections` });
    });
    socket.once("error", (error) => {
      const text = `${address} accepts no connection: ${messageOf(error)}`;
      reject(error instanceof ChildError ? error : new ChildError("CHILD_UNREACHABLE", text, error));
    });
    socket.once("close", () => clearTimeout(timer));
  });
}

/** A file that is written often enough is the health. */
export async function probeFile(
  file: string,
  { maxAgeSeconds = 0, directory, seams }: { maxAgeSeconds?: number; directory: string; seams: Seams },
): Promise<Health> {
  try {
    const { mtimeMs } = await stat(resolve(directory, file));
    const ageSeconds = Math.max(0, Math.round((seams.now() - mtimeMs) / 1_000));
    const message = `${file} was written ${ageSeconds} s ago`;
    if (ageSeconds <= maxAgeSeconds) return { status: "UP", message, details: { ageSeconds } };
    return { status: "DOWN", message: `${message}, more than ${maxAgeSeconds} s`, details: { ageSeconds } };
  } catch (error) {
    return { status: "DOWN", message: `${file} cannot be found: ${messageOf(error)}` };
  }
}

function tooLate(what: string, { timeoutSeconds }: ExecHealth): ChildError {
  return new ChildError("CHILD_TIMEOUT", `${what} did not answer within ${timeoutSeconds} s`);
}
