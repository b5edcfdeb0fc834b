import type { DispatchedCommand } from "@opstage/contracts";
import { toCommandBase } from "../../store/mappers/command";
import { toInstantOrNull } from "../../store/mappers/values";
import type { CommandRow } from "../../store/rows";
import type { Deps } from "../context";
import { openPayload } from "./payload";

/** The command as its agent gets it: the payload as it was entered, and the code that an agent of many routes by. */
export function toDispatched(deps: Deps, row: CommandRow): DispatchedCommand {
  return Object.assign(toCommandBase(row), {
    payload: openPayload(deps.secretBox, row),
    serviceCode: deps.presence.service(row.serviceId)?.code ?? "",
    leaseExpiresAt: toInstantOrNull(row.leaseExpiresAt),
  });
}
