import {
  CheckCircleOutlined,
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  DisconnectOutlined,
  EyeOutlined,
  FieldTimeOutlined,
  FireOutlined,
  HourglassOutlined,
  KeyOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  StopOutlined,
  SyncOutlined,
  WarningOutlined,
  WifiOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Tone } from "../_lib/theme";

interface Look {
  readonly tone: Tone;
  readonly icon: ReactNode;
}

/** How every state of every noun looks; the icon tells states apart without colour. */
export const looks = {
  service: {
    HEALTHY: { tone: "good", icon: <CheckCircleOutlined /> },
    UNHEALTHY: { tone: "bad", icon: <CloseCircleOutlined /> },
    STALE: { tone: "warn", icon: <ClockCircleOutlined /> },
    OFFLINE: { tone: "quiet", icon: <DisconnectOutlined /> },
    UNKNOWN: { tone: "unknown", icon: <QuestionCircleOutlined /> },
  },
  health: {
    UP: { tone: "good", icon: <CheckCircleOutlined /> },
    DEGRADED: { tone: "warn", icon: <WarningOutlined /> },
    DOWN: { tone: "bad", icon: <CloseCircleOutlined /> },
    UNKNOWN: { tone: "unknown", icon: <QuestionCircleOutlined /> },
  },
  agent: {
    PENDING: { tone: "quiet", icon: <HourglassOutlined /> },
    ONLINE: { tone: "good", icon: <WifiOutlined /> },
    OFFLINE: { tone: "bad", icon: <DisconnectOutlined /> },
    DISABLED: { tone: "quiet", icon: <PauseCircleOutlined /> },
    REVOKED: { tone: "spent", icon: <StopOutlined /> },
  },
  command: {
    PENDING: { tone: "quiet", icon: <HourglassOutlined /> },
    RUNNING: { tone: "busy", icon: <SyncOutlined className="spinning" /> },
    SUCCEEDED: { tone: "good", icon: <CheckCircleOutlined /> },
    FAILED: { tone: "bad", icon: <CloseCircleOutlined /> },
    CANCELLED: { tone: "spent", icon: <StopOutlined /> },
    EXPIRED: { tone: "warn", icon: <FieldTimeOutlined /> },
  },
  batch: {
    RUNNING: { tone: "busy", icon: <SyncOutlined className="spinning" /> },
    COMPLETED: { tone: "good", icon: <CheckCircleOutlined /> },
    PARTLY: { tone: "warn", icon: <WarningOutlined /> },
    STOPPED: { tone: "bad", icon: <CloseCircleOutlined /> },
    CANCELLED: { tone: "spent", icon: <StopOutlined /> },
  },
  batchTarget: {
    SUCCEEDED: { tone: "good", icon: <CheckCircleOutlined /> },
    FAILED: { tone: "bad", icon: <CloseCircleOutlined /> },
    EXPIRED: { tone: "warn", icon: <FieldTimeOutlined /> },
    RUNNING: { tone: "busy", icon: <SyncOutlined className="spinning" /> },
    PENDING: { tone: "quiet", icon: <HourglassOutlined /> },
    CANCELLED: { tone: "spent", icon: <StopOutlined /> },
    SKIPPED: { tone: "unknown", icon: <MinusCircleOutlined /> },
  },
  busRoute: {
    DISABLED: { tone: "quiet", icon: <PauseCircleOutlined /> },
    DRY_RUN: { tone: "busy", icon: <EyeOutlined /> },
    ENABLED: { tone: "good", icon: <CheckCircleOutlined /> },
  },
  busDelivery: {
    CREATED: { tone: "good", icon: <CheckCircleOutlined /> },
    DRY_RUN: { tone: "busy", icon: <EyeOutlined /> },
    FAILED: { tone: "bad", icon: <CloseCircleOutlined /> },
  },
  busOutcome: {
    ROUTED: { tone: "good", icon: <CheckCircleOutlined /> },
    UNMATCHED: { tone: "quiet", icon: <MinusCircleOutlined /> },
    FAILED: { tone: "bad", icon: <CloseCircleOutlined /> },
  },
  token: {
    ACTIVE: { tone: "good", icon: <KeyOutlined /> },
    USED: { tone: "quiet", icon: <CheckOutlined /> },
    REVOKED: { tone: "spent", icon: <StopOutlined /> },
    EXPIRED: { tone: "warn", icon: <FieldTimeOutlined /> },
  },
  danger: {
    LOW: { tone: "quiet", icon: <SafetyOutlined /> },
    MEDIUM: { tone: "warn", icon: <WarningOutlined /> },
    HIGH: { tone: "bad", icon: <FireOutlined /> },
  },
  result: {
    SUCCESS: { tone: "good", icon: <CheckCircleOutlined /> },
    FAILURE: { tone: "bad", icon: <CloseCircleOutlined /> },
  },
  user: {
    ACTIVE: { tone: "good", icon: <CheckCircleOutlined /> },
    DISABLED: { tone: "quiet", icon: <MinusCircleOutlined /> },
  },
} as const satisfies Record<string, Record<string, Look>>;

type Looks = typeof looks;
export type StatusKind = keyof Looks;

/** The states of one noun. */
export type StatusOf<K extends StatusKind> = keyof Looks[K] & string;

/** Every pair of noun and state, for components that show any of them. */
export type AnyStatus = { [K in StatusKind]: { readonly kind: K; readonly value: StatusOf<K> } }[StatusKind];

const allLooks: ReadonlyMap<string, Look> = new Map(
  Object.entries(looks).flatMap(([kind, values]) =>
    Object.entries(values).map(([value, look]) => [`${kind}.${value}`, look] as const),
  ),
);

/** Tone and icon of a state; a state that a newer server made up looks unknown. */
export function lookOf(kind: StatusKind, value: string): Look {
  return allLooks.get(`${kind}.${value}`) ?? { tone: "unknown", icon: <QuestionCircleOutlined /> };
}
