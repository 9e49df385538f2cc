import type { App, BlockAction } from "@slack/bolt";
import { readMendDate } from "../../../domain/reason/mend-date.ts";
import { mutableReason } from "../../../domain/routing/mute.ts";
import { firstLook, localDate } from "../../../figures/mend-watch.ts";
import type { Reason } from "../../../store/reasons.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { formFields } from "../../forms/form-fields.ts";
import { workspaceOf } from "../../gate.ts";
import { dateText, MEND_FORM, MEND_OPEN, mendForm } from "../../messages/reason/mend.ts";
import { said } from "../../messages/words.ts";
import { answer, pressedValue } from "../../press.ts";
import { signalOf } from "./alert-clicks.ts";
import { reasonNamed } from "./reason-named.ts";

/** Answers `/signals mended <reason> [on <date>] [what was done]`. */
export async function answerMended(
  deps: ListenerDeps,
  workspace: Workspace,
  asked: string,
  by: string,
): Promise<{ text: string }> {
  if (asked === "") return { text: deps.words.t("mend.sayReason") };
  const found = await longestReason(deps, workspace.id, asked);
  if ("text" in found) return found;
  const today = localDate(workspace.zone, deps.now());
  const [, typed, note = ""] = /^on (\S+)\s*(.*)$/iu.exec(found.rest) ?? [undefined, "", found.rest];
  return { text: await mark(deps, workspace, found.reason, { typed: typed ?? "", note, by, today }) };
}

/** Answers `/signals unmended <reason>`. */
export async function answerUnmended(
  deps: ListenerDeps,
  workspace: Workspace,
  asked: string,
): Promise<{ text: string }> {
  const { store, now, words } = deps;
  const named = await reasonNamed(deps, workspace.id, { name: asked, command: "/signals unmended " });
  if ("text" in named) return named;
  const { code, label } = named.reason;
  const isWatched = await store.mends.withdraw(workspace.id, code, now());
  return { text: words.t(isWatched ? "mend.unmarked" : "mend.notMarked", { label: said(label, 120) }) };
}

/** The button on a reason's page and on the card of a spike that is resolved, and the form behind it. */
export function registerMends(app: App, deps: ListenerDeps): void {
  app.action(MEND_OPEN, async ({ ack, body, respond, context, client }) => {
    await ack();
    const workspace = workspaceOf({ context });
    const { trigger_id } = body as BlockAction;
    const code = await pressedReason(deps, workspace, body as BlockAction);
    const reason = await deps.store.reasons.get(workspace.id, code);
    if (reason === null) return answer(respond, { text: gone(deps, code) });
    const view = mendForm(deps.words, reason, localDate(workspace.zone, deps.now()));
    await client.views.open({ trigger_id, view });
  });

  app.view(MEND_FORM, async ({ ack, body, view, context }) => {
    const { words, now, slack, store } = deps;
    const workspace = workspaceOf({ context });
    const { text, field } = formFields(words, view.state.values);
    const today = localDate(workspace.zone, now());
    const typed = field("date")?.selected_date ?? "";
    const code = view.private_metadata;
    const reason = await store.reasons.get(workspace.id, code);
    const refusal = refusalOf(deps, readMendDate(typed, today), typed);
    const refuse = (why: string) => ack({ response_action: "errors", errors: { date: why } });
    if (reason === null) return refuse(gone(deps, code));
    if (refusal !== undefined) return refuse(refusal);
    await ack();
    const told = await mark(deps, workspace, reason, { typed, note: text("note"), by: body.user.id, today });
    await slack.post(body.user.id, { text: told });
  });
}

/** A page or form may stand open while its reason goes. */
const gone = ({ words }: ListenerDeps, code: string): string =>
  words.t("reasons.unknown", { code: said(code, 100) });

/** A reason's page says its code in the button; a card is about its spike's. */
async function pressedReason(deps: ListenerDeps, workspace: Workspace, press: BlockAction): Promise<string> {
  const signal = await signalOf(deps, workspace.id, press);
  if (signal !== undefined) return mutableReason(signal.facts) ?? "";
  return pressedValue(press) ?? "";
}

type Marking = { typed: string; note: string; by: string; today: string };

async function mark(
  deps: ListenerDeps,
  workspace: Workspace,
  { code, label, slackChannel }: Reason,
  { typed, note, by, today }: Marking,
): Promise<string> {
  const { store, now, words } = deps;
  const read = readMendDate(typed, today);
  if (read.kind !== "date") return refusalOf(deps, read, typed) ?? "";
  const at = now();
  const lookAt = firstLook(workspace.zone, read.date);
  const noted = note === "" ? null : note.slice(0, 300);
  await store.transaction((tx) =>
    tx.mends.mark(workspace.id, { reason: code, mendedOn: read.date, by, at, note: noted, lookAt }),
  );
  await store.audit.add(workspace.id, { at, actor: by, action: "mended", subject: code });
  const place = slackChannel ?? workspace.defaultChannel;
  return words.t("mend.marked", {
    ...{ label: said(label, 120), date: dateText(words, read.date) },
    ...{ slackChannel: place === null ? "none" : "some", place: `<#${place ?? ""}>` },
  });
}

function refusalOf(
  { words }: Pick<ListenerDeps, "words">,
  read: ReturnType<typeof readMendDate>,
  typed: string,
): string | undefined {
  switch (read.kind) {
    case "date":
      return undefined;
    case "unreadable":
      return words.t("mend.badDate", { typed: said(typed, 60) });
    case "future":
    case "too-old":
      return words.t(read.kind === "future" ? "mend.future" : "mend.tooOld", {
        date: dateText(words, read.date),
      });
  }
}

/** The reason that most of the first words name, and the words after it. */
async function longestReason(
  deps: ListenerDeps,
  workspaceId: string,
  asked: string,
): Promise<{ reason: Reason; rest: string } | { text: string }> {
  const typed = asked.split(" ");
  const reasons = await deps.store.reasons.list(workspaceId);
  for (let length = typed.length; length > 0; length -= 1) {
    const name = typed.slice(0, length).join(" ").toLowerCase();
    const reason = reasons.find(({ code, label, aliases }) =>
      [code, label, ...aliases].some((each) => each.toLowerCase() === name),
    );
    if (reason !== undefined) return { reason, rest: typed.slice(length).join(" ") };
  }
  const [name = ""] = asked.split(/ on /i);
  const named = await reasonNamed(deps, workspaceId, { name, command: "/signals mended " });
  return "text" in named ? named : { reason: named.reason, rest: "" };
}
