import type { Store } from "../../store/index.ts";
import type { Workspace } from "../../store/workspaces.ts";

/** A database that answers and the workspace in it: what the looks inside read. */
export type House = { store: Store; workspace: Workspace };
