import {
  type adminOperations,
  appError,
  type BusPreview,
  type BusSimulation,
  type BusTrial,
  type BusTrialOutcome,
  busExperimental,
  type InputOf,
  type JsonObject,
  storedErrorCodes,
} from "@opstage/contracts";
import { type CompiledSchema, compileSchema } from "@opstage/contracts/json-schema";
import { commandEnvelope, type EventFacts, expressionInput } from "../../domain/bus/envelope";
import { matchesEventType } from "../../domain/bus/event-type";
import { type IssueFacts, isGuarded, routeIssues } from "../../domain/bus/route-issues";
import { type CompiledRules, compileRules, type Decision } from "../../domain/bus/route-rules";
import { redactKeys } from "../../domain/redaction";
import { toInstant } from "../../domain/time";
import { toEventFacts } from "../mappers/bus";
import { toObject } from "../mappers/values";
import type { BusEventRow, EpochMs } from "../rows";
import { limitSql } from "../sql";
import { ofType, readIssueFacts } from "./bus";
import { equals } from "./conditions";
import { joinConditions } from "./page";
import { type ReaderDatabase, rowFrom } from "./reader-database";

type Operations = typeof adminOperations.busRoutes;
export type AskPreview = InputOf<Operations["preview"]> & { readonly now: EpochMs };
export type AskSimulation = InputOf<Operations["simulate"]>;

/** Matching events that a simulation shows. */
const samplesShown = 50;

/** What would become of one event. */
interface TrialResult {
  readonly outcome: BusTrialOutcome;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly payload: JsonObject | null;
  readonly decision: Decision | null;
}

/** What a route's rules make of one event. Stored errors and texts are those a real event would get. */
export async function previewBusRoute(db: ReaderDatabase, input: AskPreview): Promise<BusPreview> {
  const trial = await prepareTrial(db, input);
  const result = trial.run(await readTrialEvent(db, input));
  const { decision, outcome, errorCode, errorMessage } = result;
  const isSaid = trial.issues.some(({ code }) => code === errorCode || code === "BUS_EXPRESSION_INVALID");
  const failure =
    outcome === "WOULD_FAIL" && errorCode !== null && !isSaid
      ? [{ code: errorCode, path: "", message: errorMessage ?? "" }]
      : [];
  return {
    outcome,
    condition: decision?.condition ?? null,
    fields: [...(decision?.fields ?? [])],
    payload: result.payload,
    issues: [...trial.issues, ...failure],
    experimental: busExperimental,
  };
}

/** What a route would have done with the newest events of its source and type. */
export async function simulateBusRoute(db: ReaderDatabase, input: AskSimulation): Promise<BusSimulation> {
  const trial = await prepareTrial(db, input);
  const where = joinConditions([
    ...ofType('"eventType"', input.match?.eventType ?? undefined),
    ...equals('"sourceServiceCode"', input.match?.sourceServiceCode ?? undefined),
  ]);
  const found = await db.select({
    sql: `SELECT * FROM "BusEvent"${where.sql} ORDER BY "createdAt" DESC, "id" DESC
      ${limitSql(input.lastEvents)}`,
    args: where.args,
  });
  const events = found.map((row) => rowFrom<BusEventRow>(row));
  const results = events.map((row) => ({ row, ...trial.run(toEventFacts(row)) }));
  const matching = results.filter(({ outcome }) => outcome === "WOULD_CREATE" || outcome === "WOULD_FAIL");
  const created = results.filter(({ outcome }) => outcome === "WOULD_CREATE").map(({ row }) => row.createdAt);
  return {
    examined: events.length,
    matched: matching.length,
    wouldCreate: created.length,
    conditionFalse: results.filter(({ outcome }) => outcome === "CONDITION_FALSE").length,
    wouldFail: matching.length - created.length,
    peakPerMinute: peakPerMinute(created.toReversed()),
    samples: matching.slice(0, samplesShown).map(({ row, outcome, errorCode, errorMessage, payload }) => ({
      eventId: row.id,
      eventType: row.eventType,
      sourceServiceCode: row.sourceServiceCode,
      acceptedAt: toInstant(row.createdAt),
      outcome,
      errorCode,
      errorMessage,
      payload,
    })),
    issues: trial.issues,
    experimental: busExperimental,
  };
}

interface Trial {
  readonly issues: BusPreview["issues"];
  run(event: EventFacts): TrialResult;
}

async function prepareTrial(db: ReaderDatabase, input: BusTrial): Promise<Trial> {
  const inputMapping =
    input.inputMapping && Object.keys(input.inputMapping).length > 0 ? input.inputMapping : null;
  const rules = { condition: input.condition ?? null, inputMapping };
  const sourceServiceCode = input.match?.sourceServiceCode ?? null;
  const facts = input.target == null ? null : await readTargetFacts(db, input.target, sourceServiceCode);
  const issues =
    facts === null
      ? [...compileRules(rules).issues]
      : routeIssues({ ...rules, sourceServiceCode, allowGuarded: input.allowGuarded }, facts);
  const compiled = compileRules(rules);
  const schema = facts?.action == null ? null : compileSchema(facts.action.inputSchema);
  return { issues, run: (event) => runTrial({ input, compiled, facts, schema }, event) };
}

async function readTargetFacts(
  db: ReaderDatabase,
  target: NonNullable<BusTrial["target"]>,
  sourceServiceCode: string | null,
): Promise<IssueFacts> {
  const named = { sourceServiceCode, targetServiceCode: target.serviceCode, actionName: target.actionName };
  return (await readIssueFacts(db, [named]))(named);
}

interface TrialParts {
  readonly input: BusTrial;
  readonly compiled: CompiledRules;
  /** Null while no target is chosen. */
  readonly facts: IssueFacts | null;
  readonly schema: CompiledSchema | null;
}

function runTrial({ input, compiled, facts, schema }: TrialParts, event: EventFacts): TrialResult {
  const blank = { errorCode: null, errorMessage: null, payload: null };
  if (!isMatch(input, event)) return { ...blank, outcome: "NO_MATCH", decision: null };
  const decision = compiled.decide(expressionInput(event));
  if (decision.kind === "SKIP") return { ...blank, outcome: "CONDITION_FALSE", decision };
  const fail = (errorCode: string, errorMessage: string, payload: JsonObject | null = null): TrialResult => ({
    outcome: "WOULD_FAIL",
    errorCode,
    errorMessage,
    payload,
    decision,
  });
  const action = facts?.action ?? null;
  if (facts !== null && (action === null || !action.enabled))
    return fail("BUS_TARGET_NOT_FOUND", storedErrorCodes.BUS_TARGET_NOT_FOUND);
  if (action !== null && isGuarded(action) && !input.allowGuarded)
    return fail("BUS_TARGET_GUARDED", storedErrorCodes.BUS_TARGET_GUARDED);
  if (decision.kind === "FAIL") return fail(decision.code, decision.message);
  const payload = toObject(redactKeys(decision.payload ?? commandEnvelope(event)));
  const [issue] = decision.payload === null ? [] : (schema?.issues(decision.payload) ?? []);
  if (issue !== undefined) {
    const where = issue.path === "" ? "The payload" : issue.path;
    return fail("BUS_PAYLOAD_INVALID", `${where} ${issue.message}`, payload);
  }
  return { ...blank, outcome: "WOULD_CREATE", payload, decision };
}

function isMatch({ match }: BusTrial, event: EventFacts): boolean {
  const { eventType, sourceServiceCode } = match ?? {};
  if (sourceServiceCode != null && sourceServiceCode !== event.sourceServiceCode) return false;
  return eventType == null || matchesEventType(eventType, event.eventType);
}

/** A past event, or one that is made up. */
async function readTrialEvent(db: ReaderDatabase, input: AskPreview): Promise<EventFacts> {
  if (input.eventId != null) {
    const found = await db.prisma.busEvent.findUnique({ where: { id: input.eventId } });
    if (found === null) throw appError("BUS_EVENT_NOT_FOUND");
    return toEventFacts(rowFrom<BusEventRow>(found));
  }
  const { eventType, sourceServiceCode, payload, metadata } = input.event ?? {};
  return {
    id: "bev_preview",
    eventType: eventType ?? input.match?.eventType?.replace(/\.\*$/, ".preview") ?? "preview",
    sourceServiceCode: sourceServiceCode ?? input.match?.sourceServiceCode ?? "preview",
    sourceServiceId: null,
    correlationId: null,
    causationId: null,
    occurredAt: input.now,
    payload: toObject(redactKeys(payload ?? {})),
    metadata: toObject(redactKeys(metadata ?? {})),
  };
}

/** The most instants within any minute; they come in order. */
function peakPerMinute(instants: readonly EpochMs[]): number {
  let first = 0;
  return instants.reduce((peak, at, index) => {
    while ((instants[first] ?? at) <= at - 60_000) first++;
    return Math.max(peak, index - first + 1);
  }, 0);
}
