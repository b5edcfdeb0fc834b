import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { AdapterConfigs } from "@opstage/contracts";
import { messageOf } from "../../errors";
import type { ExecConfig } from "../config/exec-schema";

const previewChars = 2_000;

export interface ConfigPlace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly mask: (text: string) => string;
}

/** The declared configuration with its values as they are now. Sensitive ones are not even read. */
export function readConfigs(configs: readonly ExecConfig[], place: ConfigPlace): Promise<AdapterConfigs> {
  return Promise.all(
    configs.map(async (config) => {
      const { key, label, type, sensitive, secretRef } = config;
      const preview = sensitive ? undefined : await previewOf(config, place);
      return {
        key,
        label,
        type,
        sensitive,
        secretRef,
        editable: false,
        source: sourceOf(config),
        valuePreview: preview === undefined ? undefined : place.mask(preview).slice(0, previewChars),
      };
    }),
  );
}

async function previewOf({ env, file, value }: ExecConfig, place: ConfigPlace): Promise<string | undefined> {
  if (env !== undefined) return place.environment[env] ?? "(not set)";
  if (file === undefined) return value === undefined ? undefined : String(value);
  try {
    await using handle = await open(resolve(place.directory, file));
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(previewChars * 4), 0, previewChars * 4, 0);
    return buffer.subarray(0, bytesRead).toString("utf8").trimEnd();
  } catch (error) {
    return `(cannot be read: ${messageOf(error)})`;
  }
}

function sourceOf({ env, file }: ExecConfig): string | undefined {
  if (env !== undefined) return `env ${env}`;
  return file === undefined ? undefined : `file ${file}`;
}
