import {
  type adminOperations,
  type agentOperations,
  appError,
  type PollQuery,
  type PollReply,
  type SignedIn,
  type systemOperations,
} from "@opstage/contracts";
import { openApiDocument } from "@opstage/contracts/openapi";
import { changePassword } from "../services/account/change-password";
import { endOtherSessions, endSession, listOwnSessions } from "../services/account/sessions";
import { getActionDurations } from "../services/actions/durations";
import { executeAction } from "../services/actions/execute";
import { prepareAction } from "../services/actions/prepare";
import { changeAgents } from "../services/agents/change-many";
import { confirmToken } from "../services/agents/confirm-token";
import { disableAgent } from "../services/agents/disable";
import { enableAgent } from "../services/agents/enable";
import { getAgent } from "../services/agents/get";
import { heartbeat } from "../services/agents/heartbeat";
import { listAgents } from "../services/agents/list";
import { probeAgent } from "../services/agents/probe";
import { registerAgent } from "../services/agents/register";
import { removeAgent } from "../services/agents/remove";
import { reportServices } from "../services/agents/report";
import { requestRotation } from "../services/agents/request-rotation";
import { revokeAgent } from "../services/agents/revoke";
import { rotateToken } from "../services/agents/rotate-token";
import { listAuditActions } from "../services/audit/actions";
import { exportAudit } from "../services/audit/export";
import { listAudit } from "../services/audit/list";
import { type LoginInput, login } from "../services/auth/login";
import { logout } from "../services/auth/logout";
import { getMe } from "../services/auth/me";
import { rotateCsrf } from "../services/auth/rotate-csrf";
import { createBackup } from "../services/backup/create";
import { listBackups } from "../services/backup/list";
import { openBackup } from "../services/backup/open";
import { cancelBatch } from "../services/batches/cancel";
import { createBatch } from "../services/batches/create";
import { getBatch } from "../services/batches/get";
import { listBatches } from "../services/batches/list";
import { listBatchOptions } from "../services/batches/options";
import { previewBatch } from "../services/batches/preview";
import { listBatchTargets } from "../services/batches/targets";
import { listBusDeliveries } from "../services/bus/deliveries/list";
import { replayBusDeliveries, replayBusDelivery } from "../services/bus/deliveries/replay";
import { getBusEvent, listBusAudit, listBusEvents } from "../services/bus/events/read";
import { replayBusEvent } from "../services/bus/events/replay";
import { publishEvent } from "../services/bus/publish";
import { createBusRoute } from "../services/bus/routes/create";
import { deleteBusRoute } from "../services/bus/routes/delete";
import {
  getBusRoute,
  getBusRouteActivity,
  listBusRoutes,
  previewBusRoute,
  simulateBusRoute,
} from "../services/bus/routes/read";
import { setBusRouteStatus } from "../services/bus/routes/set-status";
import { updateBusRoute } from "../services/bus/routes/update";
import { listConfigChanges } from "../services/capsule-services/config-changes";
import { getFleetMap } from "../services/capsule-services/fleet-map";
import { getService } from "../services/capsule-services/get";
import { getHealthBars } from "../services/capsule-services/health-bars";
import { getHealthHistory } from "../services/capsule-services/health-history";
import { listServices } from "../services/capsule-services/list";
import { removeService } from "../services/capsule-services/remove";
import { acknowledgeCancellation } from "../services/commands/acknowledge-cancellation";
import { cancelCommand } from "../services/commands/cancel";
import { completeCommand } from "../services/commands/complete";
import { getCommand, readCommand } from "../services/commands/get";
import { listCommands } from "../services/commands/list";
import { getCommandLogs } from "../services/commands/logs";
import { noteProgress } from "../services/commands/note-progress";
import { pollCommands } from "../services/commands/poll";
import { retryCommand } from "../services/commands/retry";
import { revealSecret } from "../services/commands/reveal-secret";
import { listFleetConfigChanges } from "../services/configs/changes";
import { compareConfig } from "../services/configs/compare";
import { listConfigKeys } from "../services/configs/keys";
import type { AgentContext, ServiceContext, UserContext } from "../services/context";
import { getDashboard } from "../services/dashboard/summary";
import { describeRuntime, type RuntimeProbes } from "../services/diagnostics/runtime";
import { triggerMaintenance } from "../services/maintenance/run";
import { getMetrics } from "../services/metrics/summary";
import { createRegistrationToken } from "../services/registration-tokens/create";
import { deleteRegistrationToken } from "../services/registration-tokens/delete";
import { listRegistrationTokens } from "../services/registration-tokens/list";
import { revokeRegistrationToken } from "../services/registration-tokens/revoke";
import { getMaintenanceSettings, updateMaintenanceSettings } from "../services/settings/maintenance";
import { getSystemHealth, getSystemVersion } from "../services/system/health";
import { createUser } from "../services/users/create";
import { getUser } from "../services/users/get";
import { listUsers } from "../services/users/list";
import { resetPassword } from "../services/users/reset-password";
import { endUserSessions, listUserSessions } from "../services/users/sessions";
import { updateUser } from "../services/users/update";
import type { CallContext, Handlers } from "./call";
import type { LoginLimits } from "./login-limits";

/** What handlers share beside the context of each call. */
export interface HandlerOptions {
  readonly loginLimits: LoginLimits;
  readonly probes: RuntimeProbes;
}

/** Above this share of the open files that the system allows, polls are not parked any more. */
const parkedShare = 0.8;

/** Every operation's handler. The types make it total: an operation without one does not compile. */
export function createHandlers(options: HandlerOptions): {
  system: Handlers<typeof systemOperations>;
  agent: Handlers<typeof agentOperations>;
  admin: Handlers<typeof adminOperations>;
} {
  return {
    system: {
      system: {
        health: reportHealth,
        healthAlias: () => ({ status: "UP" }),
        version: getSystemVersion,
        openapi: describeApi,
      },
    },
    agent: {
      agents: {
        register: registerAgent,
        heartbeat,
        probe: probeAgent,
        report: reportServices,
        poll: (ctx, input) => poll(ctx, input, options),
        result: completeCommand,
        progress: noteProgress,
        cancellation: acknowledgeCancellation,
        rotateToken,
        confirmToken,
        publishEvent,
      },
    },
    admin: {
      auth: {
        login: (ctx, input) => signIn(ctx, input, options),
        logout: signOut,
        me: getMe,
        csrf: rotateCsrf,
      },
      account: {
        changePassword,
        sessions: listOwnSessions,
        endOtherSessions,
        endSession,
      },
      users: {
        list: listUsers,
        get: getUser,
        create: createUser,
        update: updateUser,
        resetPassword,
        sessions: listUserSessions,
        endSessions: endUserSessions,
      },
      settings: { maintenance: getMaintenanceSettings, updateMaintenance: updateMaintenanceSettings },
      maintenance: { run: triggerMaintenance },
      dashboard: { summary: getDashboard },
      registrationTokens: {
        list: listRegistrationTokens,
        create: createRegistrationToken,
        revoke: revokeRegistrationToken,
        delete: deleteRegistrationToken,
      },
      agents: {
        list: listAgents,
        get: getAgent,
        disable: disableAgent,
        enable: enableAgent,
        changeMany: changeAgents,
        revoke: revokeAgent,
        requestRotation,
        remove: removeAgent,
      },
      services: {
        list: listServices,
        healthBars: getHealthBars,
        map: getFleetMap,
        get: getService,
        healthHistory: getHealthHistory,
        configChanges: listConfigChanges,
        remove: removeService,
      },
      actions: {
        durations: getActionDurations,
        prepare: prepareAction,
        prepareWith: prepareAction,
        execute: executeAction,
      },
      commands: {
        list: listCommands,
        // The console reveals a one-time secret by a mutation of its own, so that no refetch can burn it.
        get: (ctx, input) => (ctx.via === "rest" ? readCommand(ctx, input) : getCommand(ctx, input)),
        logs: getCommandLogs,
        cancel: cancelCommand,
        retry: retryCommand,
        revealSecret,
      },
      batches: {
        options: listBatchOptions,
        preview: previewBatch,
        create: createBatch,
        list: listBatches,
        get: getBatch,
        targets: listBatchTargets,
        cancel: cancelBatch,
      },
      configs: { keys: listConfigKeys, compare: compareConfig, changes: listFleetConfigChanges },
      audit: { list: listAudit, export: exportAudit, actions: listAuditActions },
      busRoutes: {
        list: listBusRoutes,
        create: createBusRoute,
        get: getBusRoute,
        update: updateBusRoute,
        setStatus: setBusRouteStatus,
        delete: deleteBusRoute,
        activity: getBusRouteActivity,
        preview: previewBusRoute,
        simulate: simulateBusRoute,
      },
      busEvents: { list: listBusEvents, get: getBusEvent, replay: replayBusEvent },
      busDeliveries: {
        list: listBusDeliveries,
        replay: replayBusDelivery,
        replayMatching: replayBusDeliveries,
      },
      busAudit: { list: listBusAudit },
      metrics: { summary: getMetrics },
      diagnostics: { runtime: (ctx) => describeRuntime(ctx, options.probes) },
      backup: { create: createBackup, list: listBackups, get: openBackup },
    },
  };
}

function reportHealth(ctx: CallContext) {
  const health = getSystemHealth(ctx);
  if (health.status === "DOWN") ctx.answer.setStatus(503);
  return health;
}

function describeApi(ctx: ServiceContext) {
  return {
    filename: "openapi.json",
    contentType: "application/json; charset=utf-8",
    isAttachment: false,
    chunks: [JSON.stringify(openApiDocument(ctx.deps.config.build.version))],
  };
}

async function signIn(
  ctx: CallContext,
  input: LoginInput,
  { loginLimits }: HandlerOptions,
): Promise<SignedIn> {
  const { sessionId, signedIn } = await loginLimits.attempt(input.username, ctx.request.ipAddress, () =>
    login(ctx, input),
  );
  await ctx.answer.openSession(sessionId);
  return signedIn;
}

async function signOut(ctx: CallContext & UserContext): Promise<undefined> {
  await logout(ctx);
  ctx.answer.closeSession();
}

/** A parked poll holds a socket, so some are kept free for everybody else. */
async function poll(ctx: AgentContext, input: PollQuery, { probes }: HandlerOptions): Promise<PollReply> {
  const { openFilesMax } = probes;
  if (
    input.wait > 0 &&
    openFilesMax !== null &&
    ctx.deps.wakeUps.parkedCount() >= openFilesMax * parkedShare
  ) {
    throw appError("TOO_MANY_CONNECTIONS", {
      retryAfterSeconds: ctx.deps.config.agents.commandPollIntervalSeconds,
    });
  }
  return pollCommands(ctx, input);
}
