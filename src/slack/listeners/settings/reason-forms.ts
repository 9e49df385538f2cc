import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { InputBlock } from "@slack/types";
import { addAliases } from "../../../domain/reason/catalogue.ts";
import { type ReasonValue, reasonValues } from "../../../domain/reason/value.ts";
import type { Reason } from "../../../store/reasons.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { formFields } from "../../forms/form-fields.ts";
import { workspaceOf } from "../../gate.ts";
import type { Words } from "../../language/words.ts";
import { CONFIRM_FORM } from "../../messages/reason/confirm-form.ts";
import {
  countingForm,
  FORM_MERGE,
  FORM_SPLIT,
  MERGE_FORM,
  REASON_FORM,
  SPLIT_FORM,
  splitForm,
  VAGUE,
} from "../../messages/reason/forms.ts";
import { entryLine, refusedReason } from "../../messages/reason/reasons.ts";
import { said } from "../../messages/words.ts";
import { shownReason } from "../../reason-list.ts";
import { readMetadata, redrawOrigin } from "../../reason-origin.ts";
import { type AskedDeed, decisionOn, showConfirm } from "./reason-confirm.ts";
import { mergeView, noteChange } from "./reasons.ts";
import { isAdmin } from "./settings.ts";

const MOST_LETTERS = 100;

/** The forms behind `/earshot reason`: its settings, and a merge or split with what it would do, before it is asked for. */
export function registerReasonForms(app: App, deps: ListenerDeps): void {
  registerSave(app, deps);
  registerConfirm(app, deps);
  for (const [id, deed] of [
    [MERGE_FORM, "merge"],
    [SPLIT_FORM, "split"],
  ] as const) {
    app.view(id, async ({ ack, body, view, context, client }) => {
      // what it would do may take longer to count than Slack waits for an answer
      await ack({ response_action: "update", view: countingForm(deps.words, deed) });
      const { code, origin } = readMetadata(view.private_metadata);
      const target = formFields(deps.words, view.state.values).chosen("target") ?? "";
      const about = deed === "merge" ? { code, into: target } : { code: target };
      const asked = { ...about, deed, origin };
      await showConfirm(deps, workspaceOf({ context }), asked, { viewId: body.view.id, views: client });
    });
  }
  for (const [id, deed] of [
    [FORM_MERGE, "merge"],
    [FORM_SPLIT, "split"],
  ] as const) {
    app.action(id, async ({ ack, body, context, client }) => {
      await ack();
      const { trigger_id, view } = body as BlockAction;
      const workspace = workspaceOf({ context });
      const { code, origin } = readMetadata(view?.private_metadata ?? "{}");
      const reason = await deps.store.reasons.get(workspace.id, code);
      const pushed =
        deed === "merge" || reason === null
          ? await mergeView(deps, workspace, code, origin)
          : splitForm(deps.words, reason, JSON.stringify({ code, deed, origin }));
      await client.views.push({ trigger_id, view: pushed });
    });
  }
}

/** Asks for what was said, unless it cannot be any more; a job does it and tells. */
function registerConfirm(app: App, deps: ListenerDeps): void {
  app.view(CONFIRM_FORM, async ({ ack, body, view, context, client }) => {
    const workspace = workspaceOf({ context });
    const by = body.user.id;
    await ack({ response_action: "clear" });
    const asked = readMetadata(view.private_metadata) as AskedDeed;
    const text = await ask(deps, workspace, by, asked);
    if (text !== undefined) await deps.slack.post(by, { text });
    await redrawOrigin(deps, workspace, asked.origin, client);
  });
}

/** Undefined, or why not. */
async function ask(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  asked: AskedDeed,
): Promise<string | undefined> {
  const { store, words, now, enqueue } = deps;
  // roles and the catalogue change while a form stands open
  if (!(await isAdmin(deps, by))) return words.t("gate.adminsOnly");
  const decided = decisionOn(await store.reasons.catalogue(workspace.id), asked);
  if (decided.kind === "refused") return refusedReason(words, decided);
  const { code, deed, into = null } = asked;
  const isNew = await store.recodings.ask(workspace.id, {
    kind: deed,
    code,
    into,
    askedBy: by,
    askedAt: now(),
  });
  if (!isNew) return words.t("reasons.waits");
  await noteChange(
    deps,
    workspace,
    by,
    deed === "merge" ? `reason ${code} merged into ${into}` : `reason ${code} split`,
  );
  await enqueue("recode", { workspaceId: workspace.id });
  return undefined;
}

function registerSave(app: App, deps: ListenerDeps): void {
  app.view(REASON_FORM, async ({ ack, body, view, context, client }) => {
    const refuse = (errors: Record<string, string>) => ack({ response_action: "errors", errors });
    const workspace = workspaceOf({ context });
    const by = body.user.id;
    const { words } = deps;
    // roles change while a form stands open
    if (!(await isAdmin(deps, by))) return refuse({ label: words.t("gate.adminsOnly") });
    const { code, origin } = readMetadata(view.private_metadata);
    const before = await deps.store.reasons.get(workspace.id, code);
    // it may have become part of another, which the form is not about
    if (before?.code !== code)
      return refuse({ label: words.t("reasons.unknown", { code: said(code, 100) }) });
    const read = readForm(words, view.state.values);
    if ("errors" in read) return refuse(read.errors);
    const { aliases, ...set } = read.set;
    const { added, gone } = aliasChange(before, aliasesShown(view), aliases);
    const decided = addAliases(await deps.store.reasons.catalogue(workspace.id), before.code, added);
    if (decided.kind === "refused") return refuse({ aliases: refusedReason(words, decided) });
    await ack();
    const saved = { ...set, code: before.code, added };
    const refusal = await deps.store.reasons.saveWith(workspace.id, saved, deps.now());
    if (refusal !== undefined) {
      await deps.slack.post(by, { text: refusedReason(words, refusal) });
      return;
    }
    await noteChange(deps, workspace, by, `reason ${before.code}`);
    await splitOff(deps, workspace, by, gone);
    await deps.slack.post(by, { text: await savedText(deps, workspace, before.code, gone) });
    await redrawOrigin(deps, workspace, origin, client);
  });
}

/** Codes that are taken away take their contacts with them. */
async function splitOff(
  deps: ListenerDeps,
  workspace: Workspace,
  askedBy: string,
  codes: string[],
): Promise<void> {
  for (const code of codes) {
    await deps.store.recodings.ask(workspace.id, {
      kind: "split",
      code,
      into: null,
      askedBy,
      askedAt: deps.now(),
    });
  }
  if (codes.length > 0) await deps.enqueue("recode", { workspaceId: workspace.id });
}

async function savedText(
  deps: ListenerDeps,
  workspace: Workspace,
  code: string,
  gone: string[],
): Promise<string> {
  const { words } = deps;
  const reason = await shownReason(deps, workspace, code);
  const saved = words.t("reasons.saved", { entry: reason === undefined ? code : entryLine(words, reason) });
  if (gone.length === 0) return saved;
  const codes = gone.map((each) => `\`${said(each, 60)}\``).join(", ");
  return `${saved} ${words.t("reasons.splitting", { codes, count: gone.length })}`;
}

type Set = Pick<Reason, "label" | "aliases" | "slackChannel" | "value" | "isVague">;

function readForm(
  words: Words,
  values: ViewOutput["state"]["values"],
): { set: Set } | { errors: Record<string, string> } {
  const { text, field, chosen, errors } = formFields(words, values);
  const label = text("label").replaceAll(/\s+/g, " ").slice(0, 80);
  if (label === "") errors.label = words.t("reasons.noName");
  const aliases = aliasesIn(text("aliases"));
  if (aliases.some(({ length }) => length > MOST_LETTERS)) errors.aliases = words.t("reasons.longCode");
  if (Object.keys(errors).length > 0) return { errors };
  const value = reasonValues.find((each): each is ReasonValue => each === chosen("value")) ?? null;
  const vague = chosen("vague");
  const isVague = vague === VAGUE.yes ? true : vague === VAGUE.no ? false : null;
  const slackChannel = field("channel")?.selected_conversation ?? null;
  return { set: { label, aliases, slackChannel, value, isVague } };
}

function aliasesIn(text: string): string[] {
  const lines = text.split(/[\n,;]/).map((each) => each.trim());
  return [...new Set(lines.filter(Boolean))];
}

/** What the form began with: it has no room for very many, and more may have come since it was opened. */
function aliasesShown({ blocks }: ViewOutput): string[] {
  const field = (blocks as InputBlock[]).find(({ block_id }) => block_id === "aliases")?.element;
  return aliasesIn(field?.type === "plain_text_input" ? (field.initial_value ?? "") : "");
}

function aliasChange(
  before: Reason,
  shown: readonly string[],
  aliases: readonly string[],
): { added: string[]; gone: string[] } {
  const added = aliases.filter((alias) => !shown.includes(alias) && !before.aliases.includes(alias));
  const gone = before.aliases.filter((alias) => shown.includes(alias) && !aliases.includes(alias));
  return { added, gone };
}
