import { claimCommands } from "./claim-commands";
import { type Connection, ConnectionTables } from "./gateway";
import type { JobScope } from "./job";
import type { ClaimCommands, ClaimedCommands, Transaction } from "./store";

/** What one job sees of the writer's connection until it is over. */
export class StoreTransaction extends ConnectionTables implements Transaction {
  readonly onCommit: Transaction["onCommit"];
  readonly onRollback: Transaction["onRollback"];
  readonly #connection: Connection;
  readonly #requireOpen: () => void;

  constructor(connection: Connection, scope: JobScope) {
    super(connection, scope.requireOpen);
    this.onCommit = scope.onCommit;
    this.onRollback = scope.onRollback;
    this.#connection = connection;
    this.#requireOpen = scope.requireOpen;
  }

  async claimCommands(claim: ClaimCommands): Promise<ClaimedCommands> {
    this.#requireOpen();
    const { statements, counts } = this.#connection;
    const outcome = claimCommands(statements, claim);
    counts?.add("commands.PENDING", -outcome.claimed.length);
    counts?.add("commands.RUNNING", outcome.claimed.length);
    return outcome;
  }
}
