import { z } from "zod";
import { WorkspaceId } from "../primitives";

export const Workspace = z.strictObject({
  id: WorkspaceId,
  code: z.string(),
  name: z.string(),
  status: z.literal("ACTIVE"),
});
export type Workspace = z.infer<typeof Workspace>;

/** One server governs one workspace. */
export const defaultWorkspace: Workspace = {
  id: "wks_default",
  code: "default",
  name: "Default Workspace",
  status: "ACTIVE",
};
