import type { InputBlock, ModalView, Option } from "@slack/types";
import { weekText } from "../../../domain/calendar/hours.ts";
import { datesText } from "../../../domain/calendar/text.ts";
import { promiseRules } from "../../../domain/promise/rules.ts";
import { spanText } from "../../../domain/span-text.ts";
import type { Words } from "../../language/words.ts";
import { context } from "../blocks.ts";
import { plain } from "../words.ts";
import type { ShownTeam } from "./team-line.ts";

export const TEAM_FORM = "team-form";

/** A Slack user group. */
export type UserGroup = { id: string; handle: string; name: string };

/** What the form is drawn with besides the team. */
export type TeamSetting = {
  /** Of the workspace: the team's, until it has one. */
  zone: string;
  /** `2026-11-20`, in the team's zone. */
  today: string;
  groups: UserGroup[];
  isNew: boolean;
};

/** A team's settings; every field's block and action are called the same. */
export function teamForm(
  { t }: Words,
  team: ShownTeam,
  { zone, today, groups, isNew }: TeamSetting,
): ModalView {
  const { calendar } = team;
  const rules = promiseRules(team.promiseRules);
  const [nextPeople, nextChannels] = [rules.nextLevel.filter(isPerson), rules.nextLevel.filter(isChannel)];
  return {
    type: "modal",
    callback_id: TEAM_FORM,
    private_metadata: team.code,
    title: { type: "plain_text", text: t("team.title") },
    submit: { type: "plain_text", text: t("settings.save") },
    close: { type: "plain_text", text: t("settings.cancel") },
    blocks: [
      ...(isNew ? [context(t("team.isNew"))] : []),
      line("label", t("team.name"), team.label),
      optional(conversation("channel", t("team.channel"), team.slackChannel), t("team.channelHint")),
      optional(people("leads", t("team.leads"), team.leads)),
      ...groupInput(t("team.leadGroup"), groups, team.leadGroup),
      optional(
        line("hours", t("team.hours"), calendar === null ? "" : weekText(calendar.week)),
        t("team.hoursHint"),
      ),
      line("zone", t("settings.zone"), calendar?.zone ?? zone),
      optional(line("holidays", t("team.holidays"), calendar?.holidays ?? ""), t("team.holidaysHint")),
      optional(
        line("dates", t("team.dates"), calendar === null ? "" : datesText(calendar.dates, today), 2_900),
        t("team.datesHint"),
      ),
      hinted(
        line("standard", t("team.standard"), spanText(rules.standardMinutes, rules.standardInBusiness)),
        t("team.standardHint"),
      ),
      optional(line("reminders", t("team.reminders"), rules.warnMinutes.join(", ")), t("team.remindersHint")),
      line("leads-after", t("team.leadsAfter"), `${rules.leadsAfterMinutes}`),
      line("next-after", t("team.nextAfter"), `${rules.nextAfterMinutes}`),
      optional(people("next-people", t("team.nextPeople"), nextPeople)),
      optional(conversation("next-channel", t("team.nextChannel"), nextChannels[0] ?? null)),
      hinted(
        line("acknowledged-for", t("team.acknowledgedFor"), `${rules.acknowledgedForMinutes}`),
        t("team.acknowledgedForHint"),
      ),
    ],
  };
}

export const isPerson = (id: string): boolean => /^[UW][A-Z0-9]+$/.test(id);
export const isChannel = (id: string): boolean => /^[CG][A-Z0-9]+$/.test(id);

function line(id: string, label: string, value: string, most = 300): InputBlock {
  return input(id, label, {
    type: "plain_text_input",
    action_id: id,
    max_length: most,
    ...(value && { initial_value: value.slice(0, most) }),
  });
}

function people(id: string, label: string, users: string[]): InputBlock {
  return input(id, label, {
    type: "multi_users_select",
    action_id: id,
    ...(users.length > 0 && { initial_users: users }),
  });
}

function conversation(id: string, label: string, channel: string | null): InputBlock {
  return input(id, label, {
    type: "conversations_select",
    action_id: id,
    filter: { include: ["public", "private"], exclude_bot_users: true },
    ...(channel !== null && isChannel(channel) && { initial_conversation: channel }),
  });
}

/** A group that Slack does not list now stays what it was. */
function groupInput(label: string, groups: UserGroup[], leadGroup: string | null): InputBlock[] {
  const known = groups.slice(0, 99).map(({ id, handle, name }) => option(id, `@${handle} · ${name}`));
  const options =
    leadGroup === null || known.some(({ value }) => value === leadGroup)
      ? known
      : [...known, option(leadGroup, leadGroup)];
  if (options.length === 0) return [];
  const chosen = options.find(({ value }) => value === leadGroup);
  const element = {
    type: "static_select" as const,
    action_id: "lead-group",
    options,
    ...(chosen && { initial_option: chosen }),
  };
  return [optional(input("lead-group", label, element as InputBlock["element"]))];
}

function option(value: string, label: string): Option {
  return { text: { type: "plain_text", text: plain(label, 75) }, value } as Option;
}

function optional(block: InputBlock, hint?: string): InputBlock {
  return { ...(hint === undefined ? block : hinted(block, hint)), optional: true };
}

function hinted(block: InputBlock, hint: string): InputBlock {
  return { ...block, hint: { type: "plain_text", text: hint } };
}

function input(id: string, label: string, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: id, label: { type: "plain_text", text: label }, element };
}
