import type { ActionsBlockElement } from "@slack/types";
import type { OpenHours } from "../../../domain/calendar/calendar.ts";
import { type Doubt, sameTimeNext } from "../../../domain/promise/due.ts";
import type { PromiseRules } from "../../../domain/promise/rules.ts";
import type { Words } from "../../language/words.ts";
import { type Block, button, section } from "../blocks.ts";
import { clockWords, withinWords } from "../clock.ts";
import { said } from "../words.ts";
import { encodeDraft, type PromiseDraft, settledAt } from "./draft.ts";

export type Question = { text: string; blocks: Block[] };

/** What making a promise goes by: the clock, the maker's zone, and the team that keeps it. */
export type Making = {
  now: Date;
  zone: string;
  /** Null: of no team. */
  teamLabel: string | null;
  hours: OpenHours;
  hoursText: string;
  rules: PromiseRules;
  /** Where the team's overdue promises are told: a channel's id or name. */
  channel: string | null;
};

/** A customer to choose from. */
export type CustomerChoice = { id: string; name: string | null; identities: { value: string }[] };

/** The choices of a question about a time; `value` is an encoded draft. */
export type TimeChoice = { id: "keep" | "next"; label: string; dueAt: Date };

/** A click on one of these makes the promise it names. */
export const SETTLE = "promise-settle";
export const REWRITE = "promise-rewrite";

/** Why a time is asked about, in words, and what to choose from; the likely meaning first. */
export function timeQuestion(
  words: Words,
  draft: PromiseDraft,
  doubt: Doubt,
  making: Making,
): { why: string; choices: TimeChoice[] } {
  const { t, duration } = words;
  const { dueAt } = draft.due;
  const clock = (at: Date) => clockWords(words, at, making);
  const time = clock(dueAt);
  const keep: TimeChoice = { id: "keep", label: t("promiseForm.keep", { time }), dueAt };
  const next = (key: "promiseNext" | "nextOpening", at: Date): TimeChoice => ({
    id: "next",
    label: t(`promiseForm.${key}`, { time: clock(at) }),
    dueAt: at,
  });
  switch (doubt.kind) {
    case "past": {
      const passed = duration(making.now.getTime() - dueAt.getTime());
      return {
        why: capital(t("promiseForm.past", { time, passed })),
        choices: [next("promiseNext", sameTimeNext(dueAt, making)), keep],
      };
    }
    case "closed": {
      const closed = { time, hours: said(making.hoursText, 500) };
      const why =
        making.teamLabel === null
          ? t("promiseForm.closedTeam", closed)
          : t("promiseForm.closed", { ...closed, team: said(making.teamLabel, 80) });
      return { why: capital(why), choices: [next("nextOpening", doubt.opensAt), keep] };
    }
    case "far": {
      const days = Math.floor((dueAt.getTime() - making.now.getTime()) / 86_400_000);
      return { why: capital(t("promiseForm.far", { time, days })), choices: [keep] };
    }
  }
}

/** The same as an answer to a command, with a button for each choice and one that opens the form. */
export function timeQuestionReply(words: Words, draft: PromiseDraft, doubt: Doubt, making: Making): Question {
  const { why, choices } = timeQuestion(words, draft, doubt, making);
  return question(words, words.t("promiseForm.nothingYet", { why }), draft, choices);
}

/** A vague time is refused, with the team's standard to take instead. */
export function vagueReply(
  words: Words,
  draft: PromiseDraft,
  doubt: Doubt | undefined,
  typed: string,
  making: Making,
): Question {
  const { standardMinutes, standardInBusiness } = making.rules;
  const { dueAt } = draft.due;
  const within = withinWords(words, standardMinutes, standardInBusiness);
  const label = `${within}: ${clockWords(words, dueAt, making)}`;
  const standard: TimeChoice = { id: "keep", label, dueAt };
  const opening =
    doubt === undefined
      ? []
      : timeQuestion(words, draft, doubt, making).choices.filter(({ id }) => id === "next");
  const whose = { isTeam: making.teamLabel !== null, team: said(making.teamLabel ?? "", 80) };
  const why = words.t("promiseForm.vague", { typed: said(typed, 60), ...whose });
  return question(words, why, draft, [standard, ...opening]);
}

/** Several customers fit: a button for each. */
export function customerQuestion(
  words: Words,
  draft: PromiseDraft,
  hits: CustomerChoice[],
  typed: string,
): Question {
  const { t } = words;
  const shown = hits.slice(0, 5);
  const who = t("promiseForm.whichCustomer", { count: hits.length, typed: said(typed, 80) });
  const text = hits.length > shown.length ? `${who} ${t("promiseForm.noneOfThese")}` : who;
  const buttons = shown.map((hit, at) =>
    withValue(
      button(`${SETTLE}:customer-${at}`, customerLabel(words, hit)),
      encodeDraft({ ...draft, customer: `id:${hit.id}` }),
    ),
  );
  return { text, blocks: [section(text), { type: "actions", elements: buttons }] };
}

/** `Anna Virtanen · c-77 · +358401234567`: for the people who serve customers, never for a channel. */
export function customerLabel(
  { t }: Words,
  { name, identities }: Pick<CustomerChoice, "name" | "identities">,
): string {
  const known = identities.slice(0, 2).map(({ value }) => value);
  return [...(name === null ? [] : [name]), ...known].join(" · ") || t("promiseForm.unnamed");
}

function question({ t }: Words, text: string, draft: PromiseDraft, choices: TimeChoice[]): Question {
  const elements = [
    ...choices.map(({ id, label, dueAt }, at) =>
      withValue(
        button(`${SETTLE}:${id}`, label, at === 0 ? "primary" : undefined),
        encodeDraft(settledAt(draft, dueAt)),
      ),
    ),
    withValue(button(REWRITE, t("promiseForm.anotherTime")), encodeDraft(draft)),
  ];
  return { text, blocks: [section(text), { type: "actions", elements }] };
}

function withValue(element: ActionsBlockElement, value: string): ActionsBlockElement {
  return { ...element, value } as ActionsBlockElement;
}

const capital = (sentence: string): string => `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
