import { type Command, type DispatchedCommand, PollQuery, ResultRequest } from "@opstage/contracts";
import type { z } from "zod";
import { executeAction } from "../services/actions/execute";
import { completeCommand } from "../services/commands/complete";
import { pollCommands } from "../services/commands/poll";
import type { AgentActor, Deps, UserContext } from "../services/context";
import { agentContext, type TestCall } from "./actors";
import type { GivenService } from "./builders";

/** What the agent gets from one poll. */
export function poll(
  deps: Deps,
  agent: Pick<GivenService, "agentId" | "code">,
  { signal, actor, ...query }: TestCall & { actor?: AgentActor } & z.input<typeof PollQuery> = {},
) {
  const ctx = agentContext(deps, agent, { signal });
  return pollCommands({ ...ctx, actor: actor ?? ctx.actor }, PollQuery.parse(query));
}

/** Runs `echo`, or another action, as this operator. */
export function execute(
  operator: UserContext,
  service: Pick<GivenService, "serviceId">,
  {
    actionName = "echo",
    payload = {},
    confirmation = false,
  }: Partial<Parameters<typeof executeAction>[1]> = {},
): Promise<Command> {
  return executeAction(operator, { serviceId: service.serviceId, actionName, payload, confirmation });
}

/** What the agent answers. */
export function complete(
  deps: Deps,
  agent: Pick<GivenService, "agentId" | "code">,
  command: Pick<DispatchedCommand, "id">,
  result: z.input<typeof ResultRequest> = { success: true },
) {
  return completeCommand(agentContext(deps, agent), {
    ...ResultRequest.parse(result),
    commandId: command.id,
  });
}

/** A command that the agent has taken and not answered. */
export async function givenRunning(
  deps: Deps,
  operator: UserContext,
  service: GivenService,
  { limit, ...input }: Parameters<typeof execute>[2] & { readonly limit?: number } = {},
): Promise<DispatchedCommand> {
  await execute(operator, service, input);
  const { commands } = await poll(deps, service, { limit });
  const [command] = commands;
  if (command === undefined) throw new Error("The poll was answered without the command.");
  return command;
}
