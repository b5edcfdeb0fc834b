import type { knownRuntimes as declared } from "@opstage/contracts";

/** As the contracts have them: importing the value would bring all schemas along, and the type sees that it is the same. */
export const knownRuntimes: typeof declared = ["nodejs", "java", "python", "go", "other"];
