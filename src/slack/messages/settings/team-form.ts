import type { InputBlock, ModalView } from "@slack/types";
import { weekText } from "../../../domain/calendar/hours.ts";
import { datesText } from "../../../domain/calendar/text.ts";
import { promiseRules } from "../../../domain/promise/rules.ts";
import { spanText } from "../../../domain/span-text.ts";
import type { Words } from "../../language/words.ts";
import { context } from "../blocks.ts";
import { channelChoice, choice, field, form, option, textField } from "../form.ts";
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
  const frame = { title: t("team.title"), submit: t("settings.save"), close: t("settings.cancel") };
  const optional = true;
  return form({ callbackId: TEAM_FORM, metadata: team.code, ...frame }, [
    ...(isNew ? [context(t("team.isNew"))] : []),
    textField("label", t("team.name"), team.label),
    field("channel", t("team.channel"), conversation(team.slackChannel), {
      hint: t("team.channelHint"),
      optional,
    }),
    field("leads", t("team.leads"), people(team.leads), { optional }),
    ...groupField(t("team.leadGroup"), groups, team.leadGroup),
    textField("hours", t("team.hours"), calendar === null ? "" : weekText(calendar.week), {
      hint: t("team.hoursHint"),
      optional,
    }),
    textField("zone", t("settings.zone"), calendar?.zone ?? zone),
    textField("holidays", t("team.holidays"), calendar?.holidays ?? "", {
      hint: t("team.holidaysHint"),
      optional,
    }),
    textField("dates", t("team.dates"), calendar === null ? "" : datesText(calendar.dates, today), {
      hint: t("team.datesHint"),
      optional,
      most: 2_900,
    }),
    textField("standard", t("team.standard"), spanText(rules.standardMinutes, rules.standardInBusiness), {
      hint: t("team.standardHint"),
    }),
    textField("reminders", t("team.reminders"), rules.warnMinutes.join(", "), {
      hint: t("team.remindersHint"),
      optional,
    }),
    textField("leads-after", t("team.leadsAfter"), `${rules.leadsAfterMinutes}`),
    textField("next-after", t("team.nextAfter"), `${rules.nextAfterMinutes}`),
    field("next-people", t("team.nextPeople"), people(nextPeople), { optional }),
    field("next-channel", t("team.nextChannel"), conversation(nextChannels[0] ?? null), { optional }),
    textField("acknowledged-for", t("team.acknowledgedFor"), `${rules.acknowledgedForMinutes}`, {
      hint: t("team.acknowledgedForHint"),
    }),
  ]);
}

export const isPerson = (id: string): boolean => /^[UW][A-Z0-9]+$/.test(id);
export const isChannel = (id: string): boolean => /^[CG][A-Z0-9]+$/.test(id);

const people = (users: string[]) => ({
  type: "multi_users_select" as const,
  ...(users.length > 0 && { initial_users: users }),
});

/** A channel's id may still be a name that Slack has not resolved. */
const conversation = (channel: string | null) =>
  channelChoice(channel !== null && isChannel(channel) ? channel : null);

/** A group that Slack does not list now stays what it was. */
function groupField(label: string, groups: UserGroup[], leadGroup: string | null): InputBlock[] {
  const known = groups.slice(0, 99).map(({ id, handle, name }) => option(id, `@${handle} · ${name}`));
  const isListed = leadGroup === null || known.some(({ value }) => value === leadGroup);
  const options = isListed ? known : [...known, option(leadGroup, leadGroup)];
  return options.length === 0
    ? []
    : [field("lead-group", label, choice(options, leadGroup), { optional: true })];
}
