import type { MaintenanceSettings } from "@opstage/contracts";
import type { SettingsCache } from "./context";

/** Holds the settings in force; verbs read them on every call, so a change applies at once. */
export function createSettingsCache(initial: MaintenanceSettings): SettingsCache {
  let current = initial;
  return {
    get maintenance() {
      return current;
    },
    replace(settings) {
      current = settings;
    },
  };
}
