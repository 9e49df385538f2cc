import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { targetedScores } from "../../../domain/touchpoint/touchpoint.ts";
import { touchpointScores } from "../../../figures/touchpoint-page.ts";
import type { Touchpoint } from "../../../store/touchpoints.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { readTouchpoint } from "../../forms/touchpoint-fields.ts";
import type { Words } from "../../language/words.ts";
import { contactWay } from "../../messages/promise/contact-way.ts";
import { TOUCHPOINT_FORM, touchpointForm } from "../../messages/settings/touchpoint-form.ts";
import { level, metricName } from "../../messages/touchpoint/score-words.ts";
import { touchpointsReply } from "../../messages/touchpoint/touchpoint.ts";
import { said } from "../../messages/words.ts";
import { touchpointNamed } from "../../touchpoint-named.ts";
import { registerAdminForm } from "./admin-form.ts";
import { isAdmin } from "./settings.ts";

/** `/earshot touchpoint invoice`: opens its name and targets for an admin. Undefined, or what to say instead. */
export async function openTouchpoint(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  typed: string[],
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const asked = typed.join(" ");
  if (asked === "") return touchpointsReply(deps.words, await touchpointScores(deps, workspace)).text;
  if (!(await isAdmin(deps, by))) return deps.words.t("gate.adminsOnly");
  const named = await touchpointNamed(deps, workspace.id, asked);
  if ("text" in named) return named.text;
  await open(touchpointForm(deps.words, named.touchpoint));
  return undefined;
}

/** Says at each field what is wrong with it, or saves the touchpoint and has it judged. */
export function registerTouchpointForm(app: App, deps: ListenerDeps): void {
  const { store, words, now, enqueue } = deps;
  registerAdminForm(app, deps, TOUCHPOINT_FORM, async ({ workspace: { id: workspaceId }, by, view }) => {
    const read = readTouchpoint(words, view.state.values);
    if ("errors" in read) return read;
    const touchpoint = { code: view.private_metadata, ...read.set };
    await store.touchpoints.save(workspaceId, touchpoint);
    const subject = `touchpoint ${touchpoint.code}`;
    await store.audit.add(workspaceId, { at: now(), actor: by, action: "setting", subject });
    const after = () => enqueue("judgeTouchpoints", { workspaceId });
    return { told: savedText(words, touchpoint), after };
  });
}

function savedText(words: Words, touchpoint: Touchpoint): string {
  const { t } = words;
  const listed = targetedScores(touchpoint).map(({ metric, channel, target }) =>
    [
      ...(channel === null ? [] : [contactWay(words, channel)]),
      metricName(metric),
      level(words, metric, target),
    ].join(" "),
  );
  const targets =
    listed.length === 0
      ? t("touchpoint.savedNone")
      : t("touchpoint.savedTargets", { targets: listed.join(", ") });
  return t("touchpoint.saved", { label: said(touchpoint.label, 80), targets });
}
