import type { InputBlock, ModalView, Option } from "@slack/types";
import { weekText } from "../../domain/calendar-hours.ts";
import { datesText } from "../../domain/calendar-text.ts";
import { spanWords } from "../../domain/clock-words.ts";
import { promiseRules } from "../../domain/promise-rules.ts";
import { context } from "./blocks.ts";
import type { ShownTeam } from "./team-line.ts";
import { plain } from "./words.ts";

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
export function teamForm(team: ShownTeam, { zone, today, groups, isNew }: TeamSetting): ModalView {
  const { calendar } = team;
  const rules = promiseRules(team.promiseRules);
  const [nextPeople, nextChannels] = [rules.nextLevel.filter(isPerson), rules.nextLevel.filter(isChannel)];
  return {
    type: "modal",
    callback_id: TEAM_FORM,
    private_metadata: team.code,
    title: { type: "plain_text", text: "Team settings" },
    submit: { type: "plain_text", text: "Save" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      ...(isNew ? [context(`No contact or promise has named this team yet: saving makes it.`)] : []),
      line("label", "Name", team.label),
      optional(
        conversation("channel", "Channel that hears of its overdue promises", team.slackChannel),
        "Empty: the default channel.",
      ),
      optional(people("leads", "Leads: they acknowledge overdue promises and may give one up", team.leads)),
      ...groupInput(groups, team.leadGroup),
      optional(
        line("hours", "Business hours", calendar === null ? "" : weekText(calendar.week)),
        "Mon-Thu 8-12 and 13-17, Fri 8-15. Empty: around the clock. Reminders and alerts wait for them.",
      ),
      line("zone", "Time zone", calendar?.zone ?? zone),
      optional(
        line("holidays", "Closed on the public holidays of", calendar?.holidays ?? ""),
        "A country such as Finland, FI or DE-BY. Empty: of none.",
      ),
      optional(
        line(
          "dates",
          "Closed dates and other hours",
          calendar === null ? "" : datesText(calendar.dates, today),
          2_900,
        ),
        "6 and 24-26 Dec are closed, 31 Dec 9-12 is open only then.",
      ),
      hinted(
        line("standard", "Standard deadline", spanWords(rules.standardMinutes, rules.standardInBusiness)),
        "For a promise without a time: 24 hours, or 8 business hours.",
      ),
      optional(
        line("reminders", "Remind the owner, minutes before", rules.warnMinutes.join(", ")),
        "30, 10. Empty: never.",
      ),
      line(
        "leads-after",
        "Overdue and not acknowledged: to the leads after minutes",
        `${rules.leadsAfterMinutes}`,
      ),
      line("next-after", "And to the next level after minutes", `${rules.nextAfterMinutes}`),
      optional(people("next-people", "Next level: people", nextPeople)),
      optional(conversation("next-channel", "Next level: channel", nextChannels[0] ?? null)),
      hinted(
        line("acknowledged-for", "An acknowledgement holds minutes", `${rules.acknowledgedForMinutes}`),
        "Then the promise is open again, with a word to whoever acknowledged.",
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
function groupInput(groups: UserGroup[], leadGroup: string | null): InputBlock[] {
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
  return [
    optional(input("lead-group", "Lead group: its members are leads too", element as InputBlock["element"])),
  ];
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
