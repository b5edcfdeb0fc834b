/** Why this server must not start; its message says what to do, and needs no stack to be understood (seed 004). */
export class StartRefusedError extends Error {
  override readonly name: string = "StartRefusedError";
}
