import { looks, type StatusKind, type StatusOf } from "./status-tones";

/** The states of a noun, in the order in which they are shown; for filters. */
export function statusValues<K extends StatusKind>(kind: K): readonly StatusOf<K>[] {
  const isStatus = (value: string): value is StatusOf<K> => value in looks[kind];
  return Object.keys(looks[kind]).filter(isStatus);
}
