import {
  type AgentId,
  type RegisterReply,
  RegisterRequest,
  type ReportedAction,
  ReportedService,
  type ServiceId,
  type TokenId,
} from "@opstage/contracts";
import type { z } from "zod";
import { registerAgent } from "../services/agents/register";
import { reportServices } from "../services/agents/report";
import type { Deps } from "../services/context";
import type { AuditEventRow, RegistrationTokenRow } from "../store/rows";
import { agentContext, anonymousContext } from "./actors";

/** A registration token in the database, with its raw value. */
export async function givenRegistrationToken(
  deps: Deps,
  facts: Partial<RegistrationTokenRow> = {},
): Promise<{ id: TokenId; raw: string }> {
  const raw = deps.tokens.issueRegistration();
  const id = deps.ids.next("tok");
  const now = deps.clock.now();
  await deps.store.transaction((tx) =>
    tx.registrationTokens.insert({
      id,
      name: "test",
      tokenHash: deps.tokens.hashToken(raw),
      status: "ACTIVE",
      boundAgentId: null,
      agentId: null,
      createdByUserId: null,
      expiresAt: null,
      usedAt: null,
      revokedAt: null,
      createdAt: now,
      updatedAt: now,
      ...facts,
    }),
  );
  return { id, raw };
}

/** What an agent sends to register, parsed as the transport does. */
export function registration(
  raw: string,
  body: Partial<z.input<typeof RegisterRequest>> = {},
): RegisterRequest {
  return RegisterRequest.parse({ registrationToken: raw, agent: { code: "worker" }, ...body });
}

export type ReportedServiceInput = z.input<typeof ReportedService>;

/** A service as its agent reports it: one action `echo`, one config item, health UP. */
export function reportedService(facts: Partial<ReportedServiceInput> = {}): ReportedService {
  return ReportedService.parse({
    code: "demo",
    name: "Demo",
    version: "1.0.0",
    manifest: { kind: "CapsuleService", schemaVersion: "1.0" },
    health: { status: "UP" },
    configs: [{ key: "greeting", type: "string", valuePreview: "hello" }],
    actions: [reportedAction()],
    ...facts,
  });
}

/** An action `echo` that takes a text. */
export function reportedAction(
  facts: Partial<z.input<typeof ReportedAction>> = {},
): z.input<typeof ReportedAction> {
  return {
    name: "echo",
    label: "Echo",
    inputSchema: { type: "object", properties: { text: { type: "string" } } },
    ...facts,
  };
}

export interface GivenAgent {
  readonly agentId: AgentId;
  readonly code: string;
  readonly token: string;
  readonly reply: RegisterReply;
}

/** An agent that has registered just now. */
export async function givenAgent(
  deps: Deps,
  { code = "worker", ...body }: { code?: string } & Partial<z.input<typeof RegisterRequest>> = {},
): Promise<GivenAgent> {
  const { raw } = await givenRegistrationToken(deps);
  const reply = await registerAgent(anonymousContext(deps), registration(raw, { agent: { code }, ...body }));
  return { agentId: reply.agentId, code, token: reply.agentToken, reply };
}

export interface GivenService extends GivenAgent {
  readonly serviceId: ServiceId;
}

/** An agent with one reported service. */
export async function givenService(
  deps: Deps,
  { agentCode = "worker", ...service }: Partial<ReportedServiceInput> & { agentCode?: string } = {},
): Promise<GivenService> {
  const agent = await givenAgent(deps, { code: agentCode });
  const reply = await reportServices(agentContext(deps, agent), { services: [reportedService(service)] });
  const [reported] = reply.services;
  if (reported === undefined) throw new Error("The report was answered without its service.");
  return { ...agent, serviceId: reported.id };
}

/** The audit rows with this action, oldest first. */
export function auditRows(deps: Deps, action: string): Promise<AuditEventRow[]> {
  return deps.store.lookup.auditEvents.list({ action }, { orderBy: { createdAt: "asc", id: "asc" } });
}

/** The metadata of the audit rows with this action, oldest first. */
export async function auditMetadata(deps: Deps, action: string): Promise<unknown[]> {
  return (await auditRows(deps, action)).map((row) => JSON.parse(row.metadata));
}

/** The code of the failure that `work` ends in; fails when it does not fail. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => "it succeeded",
    (error: unknown) => Reflect.get(Object(error), "publicCode") ?? error,
  );
  return String(outcome);
}
