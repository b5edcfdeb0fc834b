import type { GovernedService } from "./governed-service";
import type { IncomingCommand } from "./replies";

/** The service that a command is for. */
export function findService(
  services: readonly GovernedService[],
  command: IncomingCommand,
): GovernedService | undefined {
  const { serviceCode, serviceId } = command;
  const named = services.find(
    (service) =>
      (serviceCode !== undefined && service.code === serviceCode) ||
      (serviceId !== undefined && service.id === serviceId),
  );
  if (named) return named;
  // Servers that name no service, or name it before its first report was answered, mean the only one.
  const isUnnamed = serviceCode === undefined && !services.some((service) => service.id !== undefined);
  return isUnnamed && services.length === 1 ? services[0] : undefined;
}
