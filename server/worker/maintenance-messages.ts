import { z } from "zod";
import type { BackupProgress } from "../store/store";

/** What the maintenance thread is asked. */
export const BackupRequest = z.object({ id: z.int(), targetPath: z.string() });
export type BackupRequest = z.infer<typeof BackupRequest>;

/** What it answers. */
export type MaintenanceMessage =
  | { readonly type: "progress"; readonly id: number; readonly progress: BackupProgress }
  | { readonly type: "done"; readonly id: number }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
