import { messageOf } from "../../../errors.ts";
import type { ListenerDeps } from "../../deps.ts";
import { outcomeMessage, outcomeText } from "../../messages/promise/act-outcome.ts";
import { answerAt, type PressOrigin } from "../../press-origin.ts";
import type { ActResult, Doer } from "../../promise/act.ts";
import { publishHome, type ViewsClient } from "../home/publish-home.ts";
import { redraw } from "../signal/alert-clicks.ts";
import { listAgain } from "./lists.ts";

/** Who acted, and where they pressed. */
export type Place = Doer & { origin: PressOrigin; client: ViewsClient };

type Done = Extract<ActResult, { alertIds: string[] }>;

/** Everything that shows the promise is drawn again: its alerts for all, and what the doer has before them. What was done stands without. */
export async function afterAct(deps: ListenerDeps, place: Place, result: Done): Promise<void> {
  const shown = showDoer(deps, place, result).catch((error: unknown) => {
    deps.log.warn({ error: messageOf(error) }, "what somebody did to a promise was not shown to them");
  });
  await Promise.all([shown, ...result.alertIds.map((alertId) => redraw(deps, alertId))]);
}

async function showDoer(
  deps: ListenerDeps,
  { workspace, by, origin, client }: Place,
  result: Done,
): Promise<void> {
  const { log, words } = deps;
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
}
