import { createReadStream } from "node:fs";
import { join } from "node:path";
import { type adminOperations, appError, type InputOf } from "@opstage/contracts";
import { requireRole } from "../access";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import type { Download } from "../download";
import { backupFiles } from "./files";

/**
 * Hands over a backup that is kept. Who took a copy of everything is written down.
 * @throws 404 BACKUP_NOT_FOUND
 */
export async function openBackup(
  ctx: ServiceContext,
  input: InputOf<typeof adminOperations.backup.get>,
): Promise<Download> {
  requireRole(ctx, "owner");
  const { config, store } = ctx.deps;
  // Only what the folder lists is opened, so no name leads out of it.
  const found = (await backupFiles(config.backupDir)).find(({ name }) => name === input.backupName);
  if (found === undefined) throw appError("BACKUP_NOT_FOUND");
  const { name, sizeBytes } = found;
  await store.transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "backup.sqlite.downloaded",
      targetType: "Backup",
      targetId: name,
      metadata: { sizeBytes },
    }),
  );
  return {
    filename: name,
    contentType: "application/octet-stream",
    sizeBytes,
    chunks: createReadStream(join(config.backupDir, name)),
  };
}
