import type { App } from "@slack/bolt";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import { homeView } from "../messages/home.ts";
import { promiseForm } from "../messages/promise-form.ts";

/** The app's home tab: my open promises and what is open now. */
export function registerHome(app: App, deps: ListenerDeps): void {
  app.event("app_home_opened", async ({ event, client, context }) => {
    if (event.tab !== "home") return;
    const { id } = workspaceOf({ context });
    const [promises, signals] = await Promise.all([
      deps.store.promises.openFor(id, { ownerSlackId: event.user }),
      deps.store.signals.waiting(id),
    ]);
    await client.views.publish({ user_id: event.user, view: homeView(promises, signals, deps.now()) });
  });

  app.action("new-promise", async ({ ack, body, client }) => {
    await ack();
    if (!("trigger_id" in body)) return;
    await client.views.open({ trigger_id: body.trigger_id, view: promiseForm({ owner: body.user.id }) });
  });
}
