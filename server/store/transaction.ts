import { claimCommands } from "./claim-commands";
import { ConnectionTables } from "./gateway";
import type { JobScope } from "./job";
import type { RowView } from "./row-memo";
import type { Statements } from "./statements";
import type { ClaimCommands, ClaimedCommands, Transaction } from "./store";

/** What one job sees of the writer's connection until it is over. */
export class StoreTransaction extends ConnectionTables implements Transaction {
  readonly onCommit: Transaction["onCommit"];
  readonly #statements: Statements;
  readonly #requireOpen: () => void;

  constructor(statements: Statements, view: RowView, scope: JobScope) {
    super(statements, view, scope.requireOpen);
    this.onCommit = scope.onCommit;
    this.#statements = statements;
    this.#requireOpen = scope.requireOpen;
  }

  async claimCommands(claim: ClaimCommands): Promise<ClaimedCommands> {
    this.#requireOpen();
    return claimCommands(this.#statements, claim);
  }
}
