"use client";

import {
  ApiOutlined,
  ClusterOutlined,
  CodeOutlined,
  GlobalOutlined,
  MoonOutlined,
  PlayCircleOutlined,
  SunOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { keepPreviousData, skipToken } from "@tanstack/react-query";
import { languageNames, useLanguageChoice, useText } from "../../_lib/i18n";
import { paths } from "../../_lib/paths";
import { useRoleReason, useSession } from "../../_lib/session";
import { useThemeChoice, useThemeMode } from "../../_lib/theme-mode";
import { trpc } from "../../_lib/trpc";
import { StatusTag } from "../../_ui/StatusTag";
import { navigationFor } from "../_shell/navigation";
import { matches } from "./match";
import type { PaletteEntry, PaletteScope } from "./palette-types";

const found = 6;

/** The pages of the console, and what can be done from anywhere. */
function useStaticEntries(typed: string): PaletteEntry[] {
  const t = useText();
  const session = useSession();
  const mode = useThemeMode();
  const [, chooseTheme] = useThemeChoice();
  const [language, chooseLanguage] = useLanguageChoice();
  const other = language === "en-US" ? "zh-CN" : "en-US";
  const pages = navigationFor(session).flatMap(({ entries }) =>
    entries.map(
      ({ path, label, icon }): PaletteEntry => ({
        key: path,
        group: t("palette.pages"),
        icon,
        title: t(label),
        href: path,
      }),
    ),
  );
  const deeds: PaletteEntry[] = [
    {
      key: "theme",
      group: t("palette.deeds"),
      icon: mode === "dark" ? <SunOutlined /> : <MoonOutlined />,
      title: t(mode === "dark" ? "palette.toLight" : "palette.toDark"),
      act: () => {
        chooseTheme(mode === "dark" ? "light" : "dark");
        return undefined;
      },
    },
    {
      key: "language",
      group: t("palette.deeds"),
      icon: <GlobalOutlined />,
      title: t("palette.toLanguage", { language: languageNames[other] }),
      act: () => {
        chooseLanguage(other);
        return undefined;
      },
    },
  ];
  const account: PaletteEntry = {
    key: paths.account(),
    group: t("palette.pages"),
    icon: <UserOutlined />,
    title: t("shell.myAccount"),
    href: paths.account(),
  };
  return [...pages, account, ...deeds].filter(({ title }) => matches(typed, title));
}

/** Agents, services and commands that match what is typed; nothing is asked before something is. */
function useFleetEntries(typed: string, openActions: (scope: PaletteScope) => void) {
  const t = useText();
  const ask = typed.length > 0 ? { q: typed, pageSize: found } : skipToken;
  const options = { placeholderData: keepPreviousData };
  const services = trpc.services.list.useQuery(ask, options);
  const agents = trpc.agents.list.useQuery(ask, options);
  const isCommand = /^cmd_/i.test(typed);
  const commands = trpc.commands.list.useQuery(isCommand ? ask : skipToken, options);
  if (typed.length === 0) return { entries: [], isLoading: false };
  const entries: PaletteEntry[] = [
    ...(services.data?.items ?? []).flatMap((service): PaletteEntry[] => [
      {
        key: service.id,
        group: t("shell.services"),
        icon: <ApiOutlined />,
        title: service.name,
        note: (
          <>
            <code className="mono">{service.code}</code> <StatusTag kind="service" value={service.status} />
          </>
        ),
        href: paths.service(service.id),
      },
      {
        key: `${service.id} actions`,
        group: t("shell.services"),
        icon: <PlayCircleOutlined />,
        title: t("palette.runOn", { name: service.name }),
        act: () => {
          openActions({ serviceId: service.id, name: service.name });
          return "stay";
        },
      },
    ]),
    ...(agents.data?.items ?? []).map(
      (agent): PaletteEntry => ({
        key: agent.id,
        group: t("shell.agents"),
        icon: <ClusterOutlined />,
        title: agent.name ?? agent.code,
        note: (
          <>
            <code className="mono">{agent.code}</code> <StatusTag kind="agent" value={agent.status} />
          </>
        ),
        href: paths.agent(agent.id),
      }),
    ),
    ...((isCommand ? commands.data?.items : undefined) ?? []).map(
      (command): PaletteEntry => ({
        key: command.id,
        group: t("shell.commands"),
        icon: <CodeOutlined />,
        title: command.id,
        note: (
          <>
            {command.actionLabel ?? command.actionName} <StatusTag kind="command" value={command.status} />
          </>
        ),
        href: paths.command(command.id),
      }),
    ),
  ];
  return { entries, isLoading: services.isFetching || agents.isFetching || commands.isFetching };
}

/** The actions of one service. */
function useActionEntries(typed: string, scope: PaletteScope | undefined) {
  const t = useText();
  const roleReason = useRoleReason("operator");
  const service = trpc.services.get.useQuery(scope ? { serviceId: scope.serviceId } : skipToken);
  if (scope === undefined) return { entries: [], isLoading: false };
  const entries = (service.data?.actions ?? [])
    .filter(({ label, name }) => matches(typed, label, name))
    .map(
      (action): PaletteEntry => ({
        key: action.id,
        group: t("palette.actionsOf", { name: scope.name }),
        icon: <PlayCircleOutlined />,
        title: action.label,
        note: <StatusTag kind="danger" value={action.dangerLevel} />,
        href: paths.service(scope.serviceId, { tab: "actions", run: action.name }),
        disabledReason: roleReason ?? (action.enabled ? undefined : t("palette.actionDisabled")),
      }),
    );
  return { entries, isLoading: service.isFetching };
}

export interface Typed {
  /** What stands in the field now. */
  readonly now: string;
  /** What stood there when the typing last paused; the server is asked for this. */
  readonly paused: string;
}

/** Every line of the palette for what is typed. No line is of something typed before: Enter takes what it says. */
export function useEntries(
  typed: Typed,
  scope: PaletteScope | undefined,
  openActions: (scope: PaletteScope) => void,
): { entries: readonly PaletteEntry[]; isLoading: boolean } {
  const isScoped = scope !== undefined;
  const fixed = useStaticEntries(typed.now);
  const fleet = useFleetEntries(isScoped ? "" : typed.paused, openActions);
  const actions = useActionEntries(typed.now, scope);
  if (isScoped) return actions;
  if (typed.now !== typed.paused) return { entries: fixed, isLoading: true };
  return { entries: [...fleet.entries, ...fixed], isLoading: fleet.isLoading };
}
