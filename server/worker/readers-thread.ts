import { errorCatalog, isAppError, isErrorCode } from "@opstage/contracts";
import { workerData } from "piscina";
import { z } from "zod";
import { answer, isQueryName } from "../store/queries";
import { openReaderDatabase } from "../store/queries/reader-database";
import type { ReadReply, ReadTask } from "./read-task";

const { databasePath } = z.object({ databasePath: z.string() }).parse(workerData);
const database = openReaderDatabase(databasePath);
await database.warmUp();
// Prisma readies itself in its first query, which takes long on a busy machine; no caller's time limit pays for that.
await database.prisma.workspace.findFirst();

/** Answers one query. An error that a caller may see travels as data: a thread's copy of it would lose its brand. */
export default async function read({ name, input, startedAt }: ReadTask): Promise<ReadReply> {
  new Float64Array(startedAt)[0] = performance.timeOrigin + performance.now();
  if (!isQueryName(name)) throw new Error(`There is no query named ${name}`);
  try {
    return { ok: true, value: await answer(database, name, input) };
  } catch (error) {
    if (!isAppError(error) || !isErrorCode(error.code)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message: message ?? errorCatalog[code].message, details };
  }
}
