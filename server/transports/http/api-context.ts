import type { Deps } from "../../services/context";
import type { Sessions } from "../sessions";
import type { CallerSignals } from "./signals";

/** What every part of the API shares. */
export interface ApiContext {
  readonly deps: Deps;
  readonly sessions: Sessions;
  readonly signals: CallerSignals;
  /** Replies are held against the contract: in development and tests. */
  readonly checksReplies: boolean;
  /** Debug lines are wanted, so successful agent calls are logged too. */
  readonly logsEverything: boolean;
}
