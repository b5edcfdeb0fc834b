/** An expression would do more than an event is worth. */
export class TooCostlyError extends Error {}

/**
 * What the evaluation of one expression may still spend. CEL has no loops of its own, but its macros walk lists inside
 * lists, so every round is charged for what it evaluates.
 */
export class Meter {
  #left = 0;
  #factor = 1;

  /** Begins an evaluation over an input of this many characters; a step over a large one costs more. */
  start(inputLength: number): void {
    this.#left = stepsPerEvaluation;
    this.#factor = 1 + inputLength / charactersPerStep;
  }

  /** @throws TooCostlyError when too much was spent */
  spend(steps: number): void {
    this.spendExactly(steps * this.#factor);
  }

  /** As `spend`, for steps that know the size of what they work on. */
  spendExactly(steps: number): void {
    this.#left -= steps;
    if (this.isSpent) throw new TooCostlyError();
  }

  /** `exists` and `all` forget the errors of single items, so this is asked once more at the end. */
  get isSpent(): boolean {
    return this.#left < 0;
  }
}

const stepsPerEvaluation = 100_000;
const charactersPerStep = 2048;
