import type { App } from "@slack/bolt";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";

/** How far Slack's clock and ours may be apart: what it says of an earlier install must not end a later one. */
const SKEW_MS = 10_000;

type UninstallDeps = Pick<ListenerDeps, "store" | "log">;

/** Slack has taken Earshot, or its token, away from a workspace: nothing is sent until it is installed again. */
export function registerUninstalled(app: App, deps: UninstallDeps): void {
  app.event("app_uninstalled", async ({ context, body }) => {
    await forget(deps, workspaceOf({ context }).id, body.event_time);
  });
  app.event("tokens_revoked", async ({ context, body, event }) => {
    // A person's own tokens are none of ours.
    if ((event.tokens.bot ?? []).length > 0) await forget(deps, workspaceOf({ context }).id, body.event_time);
  });
}

async function forget(
  { store, log }: UninstallDeps,
  workspaceId: string,
  saidAtSeconds: number,
): Promise<void> {
  const at = new Date(saidAtSeconds * 1000 + SKEW_MS);
  if (!(await store.installations.revoke(workspaceId, at))) return;
  log.warn({ workspaceId }, "Earshot was uninstalled: its alerts wait until it is installed again");
}
