import type { DispatchedCommand } from "@opstage/contracts";
import { toCommandBase } from "../../store/mappers/command";
import type { CommandRow } from "../../store/rows";
import type { Deps } from "../context";
import { openPayload } from "./payload";

/** The command as its agent gets it: the payload as it was entered, and the code that an agent of many routes by. */
export function toDispatched(deps: Deps, row: CommandRow): DispatchedCommand {
  return {
    ...toCommandBase(row),
    payload: openPayload(deps.secretBox, row),
    serviceCode: deps.presence.service(row.serviceId)?.code ?? "",
    leaseExpiresAt: row.leaseExpiresAt === null ? null : new Date(row.leaseExpiresAt).toISOString(),
  };
}
