import { zoneTime } from "../../domain/detection/zone-time.ts";
import { messageOf } from "../../errors.ts";
import { holidaysOf, hoursOf } from "../../holidays.ts";
import type { SlackExaminer } from "../../slack/examine.ts";
import type { Team } from "../../store/teams.ts";
import type { Workspace } from "../../store/workspaces.ts";
import { counted } from "../words.ts";
import { type Finding, listed, mend, note, ok } from "./finding.ts";
import { grouped } from "./grouped.ts";

/** By what calendar days and holidays are counted. */
export function examineWorkspace({ name, zone, country }: Workspace, now: Date): Finding[] {
  const year = now.getUTCFullYear();
  const wrong = [
    reasonNot(() => zoneTime(zone), "column zone: an IANA name such as Europe/Helsinki"),
    reasonNot(() => holidaysOf(country, year, year), "column country: a code such as FI or DE-BY"),
  ].flatMap((finding) => finding ?? []);
  return wrong.length > 0 ? wrong : [ok("workspace", `${name}: ${zone}, holidays of ${country}`)];
}

function reasonNot(check: () => unknown, place: string): Finding | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return mend("workspace", messageOf(error), `Correct it in the table workspace, ${place}.`);
  }
}

/** Teams whose overdue promises nobody may acknowledge, or that are told elsewhere. `examiner` undefined: no Slack. */
export async function examineTeams(
  teams: readonly Team[],
  defaultChannel: string | null | undefined,
  examiner: SlackExaminer | undefined,
): Promise<Finding[]> {
  if (teams.length === 0) return [ok("teams", "none yet; they come with the first contacts")];
  const groups = examiner === undefined ? [] : await groupFindings(teams, examiner);
  const findings = [
    ...leadless(teams),
    ...channelless(teams, defaultChannel),
    ...groups,
    ...calendars(teams),
  ];
  return findings.length > 0
    ? findings
    : [ok("teams", `${counted(teams.length, "team")}, each with leads and a channel`)];
}

function leadless(teams: readonly Team[]): Finding[] {
  const without = teams.filter(({ leads, leadGroup }) => leads.length === 0 && leadGroup === null);
  const [first] = without;
  if (first === undefined) return [];
  const says = `overdue promises of ${listed(without.map(({ label }) => label))} have no lead: nobody can acknowledge them`;
  return [mend("teams", says, `Type /earshot lead @name ${first.code} in Slack.`)];
}

function channelless(teams: readonly Team[], defaultChannel: string | null | undefined): Finding[] {
  const without = teams.filter(({ slackChannel }) => slackChannel === null);
  const [first] = without;
  if (first === undefined) return [];
  const where = defaultChannel ? "go to the default channel" : "are told nowhere";
  const says = `overdue promises of ${listed(without.map(({ label }) => label))} ${where}: no channel of their own`;
  return [
    (defaultChannel ? note : mend)("teams", says, `Type /earshot channel #its-name ${first.code} in Slack.`),
  ];
}

async function groupFindings(teams: readonly Team[], examiner: SlackExaminer): Promise<Finding[]> {
  const uses = teams.flatMap(({ label, leadGroup, promiseRules }) => [
    ...(leadGroup === null ? [] : [{ id: leadGroup, of: `the leads of ${label}` }]),
    ...(promiseRules.nextLevel ?? [])
      .filter((id) => id.startsWith("S"))
      .map((id) => ({ id, of: `the next level of ${label}` })),
  ]);
  const looked = await Promise.all(
    grouped(uses, ({ id }) => id).map(async ([id, same]) => {
      const size = await examiner.groupSize(id);
      const what = `user group ${id} (${listed(same.map(({ of }) => of))})`;
      if (size.kind === "ok") {
        return size.value > 0 ? [] : [mend("teams", `${what} is empty`, "Add members to it in Slack.")];
      }
      if (size.kind === "rate-limited" || size.kind === "ambiguous") {
        return [note("teams", `${what}: Slack did not say who is in it`, "Look again in a minute.")];
      }
      const how =
        size.error === "missing_scope"
          ? "Add the scope usergroups:read and reinstall the app."
          : "Choose another one in Slack: /earshot team <code>.";
      return [mend("teams", `${what}: Slack knows no such group (${size.error})`, how)];
    }),
  );
  return looked.flat();
}

function calendars(teams: readonly Team[]): Finding[] {
  return teams.flatMap(({ code, label, calendar }) => {
    try {
      hoursOf(calendar);
      return [];
    } catch (error) {
      return [
        mend(
          "teams",
          `the business hours of ${label}: ${messageOf(error)}`,
          `Set them again in Slack: /earshot team ${code}.`,
        ),
      ];
    }
  });
}
