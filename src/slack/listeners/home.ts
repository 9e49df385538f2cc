import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import type { Outcome } from "../messages/act-outcome.ts";
import { homeView } from "../messages/home.ts";
import { MOST_COUNTED } from "../messages/lists.ts";
import { teamsLedBy } from "../people.ts";
import { overdueOf } from "./promise-lists.ts";

export type ViewsClient = Pick<WebClient, "views">;

/** The app's home tab: my open promises, what is overdue where I lead, and what is open now. */
export function registerHome(app: App, deps: ListenerDeps): void {
  app.event("app_home_opened", async ({ event, client, context }) => {
    if (event.tab !== "home") return;
    await publishHome(deps, { workspace: workspaceOf({ context }), userId: event.user, client });
  });
}

/** Draws somebody's home tab as things are now. `outcome`: what they have just done there. */
export async function publishHome(
  deps: ListenerDeps,
  { workspace, userId, client }: { workspace: Workspace; userId: string; client: ViewsClient },
  outcome?: Outcome,
): Promise<void> {
  const { store, now } = deps;
  const [mine, led, signals] = await Promise.all([
    store.promises.openFor(workspace.id, { ownerSlackId: userId }, MOST_COUNTED),
    teamsLedBy(deps, workspace.id, userId),
    store.signals.waiting(workspace.id),
  ]);
  const own = new Set(mine.map(({ id }) => id));
  const late = led.length === 0 ? undefined : await overdueOf(deps, workspace.id, led);
  const overdue = late?.filter(({ id }) => !own.has(id));
  await client.views.publish({
    user_id: userId,
    view: homeView({ mine, overdue, signals, outcome }, now()),
  });
}
