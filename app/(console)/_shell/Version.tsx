"use client";

import { useQuery } from "@tanstack/react-query";
import { useText } from "../../_lib/i18n";

async function fetchVersion(): Promise<string> {
  const reply = await fetch("/api/system/version");
  const body: unknown = await reply.json();
  const data: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "data") : undefined;
  const version: unknown =
    typeof data === "object" && data !== null ? Reflect.get(data, "version") : undefined;
  if (typeof version !== "string") throw new Error("No version in the reply");
  return version;
}

/** The server's version; nothing until it is known. A system endpoint, so not part of the admin router. */
export function Version() {
  const t = useText();
  const version = useQuery({
    queryKey: ["version"],
    queryFn: fetchVersion,
    staleTime: 300_000,
    retry: false,
  });
  return version.data === undefined ? null : <span>{t("shell.version", { version: version.data })}</span>;
}
