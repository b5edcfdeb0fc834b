import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { messageOf } from "../../errors";
import { type Identity, resolveIdentity } from "../exec/identity";
import { ConfigError, type ConfigIssue } from "./errors";
import type { ExecService } from "./exec-schema";
import type { HttpService } from "./http-schema";
import { maskerOf } from "./mask";
import { type ParsedFile, parseHubFile } from "./parse";
import type { Env } from "./placeholders";
import type { HubServiceConfig } from "./schema";

/** A program with what the machine says about it. */
export interface ExecConfiguration extends ExecService {
  readonly directory: string;
  readonly identity: Identity | undefined;
}

/** One local service, ready to be looked after. */
export interface ChildConfig extends Omit<HubServiceConfig, "http" | "exec"> {
  readonly http?: HttpService;
  readonly exec?: ExecConfiguration;
}

/** All that a hub needs to know. */
export interface HubConfig {
  /** As the operator named it, for messages. */
  readonly name: string;
  readonly opstage: {
    readonly url: string;
    readonly registrationToken: string | undefined;
    readonly tokenFile: string;
  };
  readonly agent: { readonly code: string; readonly name: string };
  readonly self: { readonly code: string; readonly name: string };
  readonly healthEveryMs: number;
  readonly catalogueEveryMs: number;
  readonly children: readonly ChildConfig[];
  /** Hides what came from the environment. */
  readonly mask: (text: string) => string;
}

export interface ConfigSource {
  /** The file's path. */
  readonly file: string;
  readonly env: Env;
}

/**
 * Reads the hub's file.
 * @throws ConfigError when it cannot be used
 */
export async function loadHubConfig(source: ConfigSource): Promise<HubConfig> {
  let text: string;
  try {
    text = await readFile(source.file, "utf8");
  } catch (error) {
    const issue = { line: 1, column: 1, key: "", message: `Cannot be read: ${messageOf(error)}` };
    throw new ConfigError(source.file, [issue]);
  }
  return toHubConfig(text, source);
}

/**
 * The configuration that a text stands for; paths in it begin at the file's folder.
 * @throws ConfigError
 */
export function toHubConfig(text: string, { file: name, env }: ConfigSource): HubConfig {
  const parsed = parseHubFile(text, { name, env });
  const { file, secrets, issueAt } = parsed;
  const folder = dirname(resolve(name));
  const issues: ConfigIssue[] = [];
  const children = file.services.map((service, index) =>
    toChild(service, { folder, index, issues, issueAt }),
  );

  const url = file.opstage.url ?? env.OPSTAGE_BACKEND_URL;
  if (!url) issues.push(issueAt(["opstage", "url"], "Is required; or set OPSTAGE_BACKEND_URL"));
  if (!url || issues.length > 0) throw new ConfigError(name, issues);

  const { agent, self, opstage } = file;
  const registrationToken = opstage.registrationToken || env.OPSTAGE_REGISTRATION_TOKEN || undefined;
  const tokenFile = opstage.tokenFile ?? env.OPSTAGE_AGENT_TOKEN_FILE ?? `data/${agent.code}-token.json`;
  return {
    name,
    opstage: { url, registrationToken, tokenFile: resolve(folder, tokenFile) },
    agent: { code: agent.code, name: agent.name ?? agent.code },
    self,
    healthEveryMs: file.healthEverySeconds * 1_000,
    catalogueEveryMs: file.catalogueEverySeconds * 1_000,
    children,
    mask: maskerOf(registrationToken ? [...secrets, registrationToken] : secrets),
  };
}

interface ChildPlace {
  readonly folder: string;
  readonly index: number;
  readonly issues: ConfigIssue[];
  readonly issueAt: ParsedFile["issueAt"];
}

function toChild(service: HubServiceConfig, { folder, index, issues, issueAt }: ChildPlace): ChildConfig {
  const { exec, ...child } = service;
  if (!exec) return child;
  const directory = resolve(folder, exec.directory);
  let identity: Identity | undefined;
  try {
    if (process.platform === "win32") throw new Error("Programs can be run on Linux and macOS only");
    identity = exec.runAs && resolveIdentity(exec.runAs);
  } catch (error) {
    issues.push(issueAt(["services", index, "exec", "runAs"], messageOf(error)));
  }
  return { ...child, exec: { ...exec, directory, identity } };
}
