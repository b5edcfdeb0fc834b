import { accountOperations } from "./admin/account";
import { agentsOperations } from "./admin/agents";
import { auditOperations } from "./admin/audit";
import { authOperations } from "./admin/auth";
import { batchesOperations } from "./admin/batches";
import {
  busAuditOperations,
  busDeliveriesOperations,
  busEventsOperations,
  busRoutesOperations,
} from "./admin/bus";
import { commandsOperations } from "./admin/commands";
import { configsOperations } from "./admin/configs";
import { instanceOperations } from "./admin/instance";
import { registrationTokensOperations } from "./admin/registration-tokens";
import { actionsOperations, servicesOperations } from "./admin/services";
import { usersOperations } from "./admin/users";

/** What people and the console call, by noun and verb; tRPC procedures have the same names. */
export const adminOperations = {
  auth: authOperations,
  account: accountOperations,
  users: usersOperations,
  registrationTokens: registrationTokensOperations,
  agents: agentsOperations,
  services: servicesOperations,
  actions: actionsOperations,
  commands: commandsOperations,
  batches: batchesOperations,
  configs: configsOperations,
  audit: auditOperations,
  busRoutes: busRoutesOperations,
  busEvents: busEventsOperations,
  busDeliveries: busDeliveriesOperations,
  busAudit: busAuditOperations,
  ...instanceOperations,
} as const;
