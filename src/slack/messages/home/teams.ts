import type { HomeView, KnownBlock } from "@slack/types";
import type { Words } from "../../language/words.ts";
import { button, context, section } from "../blocks.ts";
import { type Outcome, outcomeBlocks } from "../promise/act-outcome.ts";
import type { ShownPromise } from "../promise/lines.ts";
import { countOf, promiseBlocks } from "../promise/lists.ts";
import { said } from "../words.ts";
import { header, pressableLine } from "./rows.ts";

export const LIST_TEAM = "home-team";
export const LEAVE_TEAM = "home-mine";

const MOST_TEAMS = 10;
/** As many as the tab's 100 blocks take beside what was just done; each has a line and a row of buttons. */
const MOST_PROMISES = 45;

/** A team with its open promises in numbers; `nextDueAt` null: none is due after now. */
export type TeamStanding = {
  code: string;
  label: string;
  open: number;
  overdue: number;
  nextDueAt: Date | null;
};

/** The reader's teams, the one with most overdue first: a line each, and the button that lists its promises. */
export function teamBlocks(words: Words, teams: readonly TeamStanding[]): KnownBlock[] {
  const urgent = teams.toSorted((a, b) => b.overdue - a.overdue || b.open - a.open);
  const rest = urgent.length - MOST_TEAMS;
  const { t } = words;
  return [
    header(t("home.teams")),
    ...urgent.slice(0, MOST_TEAMS).map((team) => teamRow(words, team)),
    ...(rest > 0 ? [context(t("home.moreTeams", { rest }))] : []),
  ];
}

/** The home tab while it lists one team's open promises, by due time. */
export function teamView(words: Words, { team, promises, outcome }: HomeTeam, now: Date): HomeView {
  const { t } = words;
  const list = teamList(team.code);
  const listed = promises.slice(0, MOST_PROMISES);
  const isListed = listed.some(({ id }) => id === outcome?.promise.id);
  const overdue = promises.filter(({ dueAt }) => dueAt <= now);
  return {
    type: "home",
    blocks: [
      { type: "actions", elements: [button(LEAVE_TEAM, t("home.back"))] },
      ...(outcome === undefined ? [] : outcomeBlocks(words, outcome, now, { list, isListed })),
      header(
        t("home.teamTitle", {
          team: team.label,
          open: countOf(words, promises),
          overdue: countOf(words, overdue),
        }),
      ),
      ...(promises.length === 0
        ? [section(t("home.nothingOfTeam"))]
        : promiseBlocks(words, promises, now, { list, withOwner: true, most: MOST_PROMISES })),
    ],
  };
}

export type HomeTeam = {
  team: { code: string; label: string };
  /** Its open ones, by due time. */
  promises: ShownPromise[];
  /** What they have just done here. */
  outcome?: Outcome | undefined;
};

/** What the buttons of a team's list carry, so that the list is drawn again; {@link listedTeam} reads it back. */
export function teamList(code: string): string {
  return `team ${code}`;
}

export function listedTeam(list: string): string | undefined {
  return /^team (.+)$/s.exec(list)?.[1];
}

function teamRow({ t, when }: Words, { code, label, open, overdue, nextDueAt }: TeamStanding): KnownBlock {
  const team = `*${said(label, 80)}*`;
  if (open === 0) return section(t("home.teamIdle", { team }));
  const line =
    nextDueAt === null
      ? t("home.team", { team, open, overdue })
      : t("home.teamNext", { team, open, overdue, next: when(nextDueAt) });
  return pressableLine(line, { id: LIST_TEAM, label: t("home.list"), value: code });
}
