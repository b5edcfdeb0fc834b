import type { Deps } from "../../services/context";
import type { Sessions } from "../sessions";
import type { Admission } from "./admission";
import type { CallerSignals } from "./signals";

/** What every part of the API shares. */
export interface ApiContext {
  readonly deps: Deps;
  readonly sessions: Sessions;
  readonly signals: CallerSignals;
  readonly admission: Admission;
  /** Replies are held against the contract: in development and tests. */
  readonly checksReplies: boolean;
  /** Debug lines are wanted, so successful agent calls are logged too. */
  readonly logsEverything: boolean;
}
