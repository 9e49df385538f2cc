import type { ListenerDeps } from "../../deps.ts";
import { outcomeMessage, outcomeText } from "../../messages/promise/act-outcome.ts";
import { answerAt, type PressOrigin } from "../../press-origin.ts";
import type { ActResult, Doer } from "../../promise/act.ts";
import { publishHome, type ViewsClient } from "../home/publish-home.ts";
import { redraw } from "../signal/alert-clicks.ts";
import { listAgain } from "./lists.ts";

/** Who acted, and where they pressed. */
export type Place = Doer & { origin: PressOrigin; client: ViewsClient };

/** Everything that shows the promise is drawn again: its alerts for all, and what the doer has before them. */
export async function afterAct(
  deps: ListenerDeps,
  { workspace, by, origin, client }: Place,
  result: Extract<ActResult, { alertIds: string[] }>,
): Promise<void> {
  const { log, words } = deps;
  const alerts = Promise.all(result.alertIds.map((alertId) => redraw(deps, alertId)));
  switch (origin.kind) {
    case "home":
      await publishHome(deps, { workspace, userId: by, client }, { list: origin.list, outcome: result });
      break;
    case "reply": {
      const again = await listAgain(deps, workspace, by, { list: origin.list, outcome: result });
      await answerAt(origin.url, again, { inPlace: true, log });
      break;
    }
    case "direct":
      await answerAt(origin.url, outcomeMessage(words, result, deps.now()), { inPlace: true, log });
      break;
    case "channel":
      // A message that is no alert stays as it is: say at least to the doer what came of it.
      if (result.alertIds.length === 0) {
        const text = outcomeText(words, result, deps.now());
        await answerAt(origin.url, { text }, { inPlace: false, log });
      }
  }
  await alerts;
}
