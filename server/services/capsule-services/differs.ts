/** Whether a stored row says anything else than these facts of it. */
export function differs(row: object, facts: object): boolean {
  return Object.entries(facts).some(([column, value]) => Reflect.get(row, column) !== value);
}
