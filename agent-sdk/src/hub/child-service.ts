import type { AdapterAction } from "@opstage/contracts";
import { messageOf } from "../errors";
import type { AgentRuntime } from "../runtime";
import type { ActionContext, ActionMeta, ConfigItem, Health, JsonObject, PrepareResult } from "../types";
import type { Adapter, Catalogue, ChildCall } from "./adapter";
import { ChildError } from "./child-error";
import type { ChildConfig } from "./config/load";

export interface Declaration {
  readonly runtime: AgentRuntime;
  readonly config: ChildConfig;
  readonly adapter: Adapter;
  readonly catalogue: Catalogue;
  health(): Health;
  configs(): Catalogue["configs"];
  onActionEnd(): void;
}

/** Adds a child to the agent's services; says which of its actions cannot be offered, and why. */
export function declareChild(declaration: Declaration): string[] {
  const { runtime, catalogue } = declaration;
  const service = runtime.addService(toServiceOptions(declaration));
  service.health(() => declaration.health(), { initial: declaration.health() });
  service.configs(() => declaration.configs().map(toConfigItem));
  return catalogue.actions.flatMap((action) => {
    try {
      service.action(toDefinition(action, declaration));
      return [];
    } catch (error) {
      return [messageOf(error)];
    }
  });
}

function toServiceOptions({ config, adapter, catalogue: { manifest } }: Declaration) {
  const code = config.code;
  const name = config.name ?? manifest.name ?? code;
  const version = config.version ?? manifest.version ?? undefined;
  const runtime = config.runtime ?? manifest.runtime ?? (adapter.protocol === "exec" ? "process" : "http");
  const description = config.description ?? manifest.description ?? undefined;
  return {
    code,
    name,
    version,
    runtime,
    description,
    manifest: {
      ...manifest,
      ...config.manifest,
      kind: "CapsuleService",
      code,
      name,
      version,
      runtime,
      description,
      agentMode: "ophub",
      xtrape: { serviceKind: "business", managedBy: "ophub", adapterProtocol: adapter.protocol },
    },
  };
}

function toDefinition(action: AdapterAction, declaration: Declaration) {
  const { adapter, config, onActionEnd } = declaration;
  const { name } = action;
  return {
    ...toMeta(action),
    timeoutSeconds: action.timeoutSeconds ?? config.http?.actionTimeoutSeconds,
    // One after the other in each child. A key of its own lets commands of the others be fetched past a long queue.
    serialKey: "child",
    ...(adapter.prepare && {
      prepare: async (context: ActionContext): Promise<PrepareResult> =>
        (await adapter.prepare?.(name, toCall(context))) ?? {},
    }),
    async handler(payload: JsonObject, context: ActionContext): Promise<unknown> {
      try {
        return await adapter.execute(name, payload, toCall(context));
      } catch (error) {
        if (!(error instanceof ChildError)) throw error;
        const { code, message } = error;
        return { success: false, message, error: { code, message } };
      } finally {
        onActionEnd();
      }
    },
  };
}

function toCall(context: ActionContext): ChildCall {
  const { commandId, attempt, signal, log } = context;
  return { commandId, attempt, signal, log, progress: (...news) => context.progress(...news) };
}

function toMeta(action: AdapterAction): ActionMeta {
  const { name, label, description, category, order, inputSchema, outputSchema } = action;
  const { dangerLevel, requiresConfirmation, idempotent, ephemeralFields } = action;
  return {
    name,
    label: label ?? undefined,
    description: description ?? undefined,
    dangerLevel,
    requiresConfirmation,
    category: category ?? undefined,
    order: order ?? undefined,
    inputSchema: inputSchema ?? undefined,
    outputSchema: outputSchema ?? undefined,
    idempotent,
    ephemeralFields,
  };
}

function toConfigItem({
  key,
  type,
  editable,
  sensitive,
  ...texts
}: Catalogue["configs"][number]): ConfigItem {
  return {
    key,
    type,
    editable,
    sensitive,
    label: texts.label ?? undefined,
    source: texts.source ?? undefined,
    valuePreview: texts.valuePreview ?? undefined,
    defaultValue: texts.defaultValue ?? undefined,
    secretRef: texts.secretRef ?? undefined,
  };
}
