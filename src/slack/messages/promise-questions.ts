import type { ActionsBlockElement } from "@slack/types";
import type { OpenHours } from "../../domain/calendar.ts";
import { clockWords, spanWords } from "../../domain/clock-words.ts";
import { type Doubt, sameTimeNext } from "../../domain/promise-due.ts";
import type { PromiseRules } from "../../domain/promise-rules.ts";
import { type Block, button, section } from "./blocks.ts";
import { encodeDraft, type PromiseDraft, settledAt } from "./promise-draft.ts";
import { duration, said } from "./words.ts";

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
  draft: PromiseDraft,
  doubt: Doubt,
  making: Making,
): { why: string; choices: TimeChoice[] } {
  const { dueAt } = draft.due;
  const time = clockWords(dueAt, making);
  const keep: TimeChoice = { id: "keep", label: `Keep ${time}`, dueAt };
  switch (doubt.kind) {
    case "past": {
      const nextAt = sameTimeNext(dueAt, making);
      const passed = duration(making.now.getTime() - dueAt.getTime());
      return {
        why: `${capital(time)} has passed, ${passed} ago. Kept so, the promise is overdue at once.`,
        choices: [{ id: "next", label: `Promise ${clockWords(nextAt, making)}`, dueAt: nextAt }, keep],
      };
    }
    case "closed": {
      const { opensAt } = doubt;
      const team = making.teamLabel === null ? "the team" : said(making.teamLabel, 80);
      return {
        why: `${capital(time)} is outside the hours of ${team} (${said(making.hoursText, 500)}): nobody may be there to call.`,
        choices: [
          { id: "next", label: `Next opening: ${clockWords(opensAt, making)}`, dueAt: opensAt },
          keep,
        ],
      };
    }
    case "far": {
      const days = Math.floor((dueAt.getTime() - making.now.getTime()) / 86_400_000);
      return { why: `${capital(time)} is ${days} days away. Is that what was promised?`, choices: [keep] };
    }
  }
}

/** The same as an answer to a command, with a button for each choice and one that opens the form. */
export function timeQuestionReply(draft: PromiseDraft, doubt: Doubt, making: Making): Question {
  const { why, choices } = timeQuestion(draft, doubt, making);
  return question(`${why} Nothing is promised yet.`, draft, choices);
}

/** A vague time is refused, with the team's standard to take instead. */
export function vagueReply(
  draft: PromiseDraft,
  doubt: Doubt | undefined,
  words: string,
  making: Making,
): Question {
  const { standardMinutes, standardInBusiness } = making.rules;
  const within = `Within ${spanWords(standardMinutes, standardInBusiness)}`;
  const standard: TimeChoice = {
    id: "keep",
    label: `${within}: ${clockWords(draft.due.dueAt, making)}`,
    dueAt: draft.due.dueAt,
  };
  const opening =
    doubt === undefined ? [] : timeQuestion(draft, doubt, making).choices.filter(({ id }) => id === "next");
  const whose =
    making.teamLabel === null ? "the usual standard" : `the standard of ${said(making.teamLabel, 80)}`;
  return question(
    `“${said(words, 60)}” is not a promise a customer can rely on. Take ${whose}, or say by when: “tomorrow 14:00”, “in 2 hours”.`,
    draft,
    [standard, ...opening],
  );
}

/** Several customers fit: a button for each. */
export function customerQuestion(draft: PromiseDraft, hits: CustomerChoice[], words: string): Question {
  const shown = hits.slice(0, 5);
  const more = hits.length > shown.length ? " If it is none of these, use a phone number, e-mail or id." : "";
  const text = `${hits.length} customers fit “${said(words, 80)}”. Who is it?${more}`;
  const buttons = shown.map((hit, at) =>
    withValue(
      button(`${SETTLE}:customer-${at}`, customerLabel(hit)),
      encodeDraft({ ...draft, customer: `id:${hit.id}` }),
    ),
  );
  return { text, blocks: [section(text), { type: "actions", elements: buttons }] };
}

/** `Anna Virtanen · c-77 · +358401234567`: for the people who serve customers, never for a channel. */
export function customerLabel({ name, identities }: Pick<CustomerChoice, "name" | "identities">): string {
  const known = identities.slice(0, 2).map(({ value }) => value);
  return [...(name === null ? [] : [name]), ...known].join(" · ") || "Unnamed customer";
}

function question(text: string, draft: PromiseDraft, choices: TimeChoice[]): Question {
  const elements = [
    ...choices.map(({ id, label, dueAt }, at) =>
      withValue(
        button(`${SETTLE}:${id}`, label, at === 0 ? "primary" : undefined),
        encodeDraft(settledAt(draft, dueAt)),
      ),
    ),
    withValue(button(REWRITE, "Another time…"), encodeDraft(draft)),
  ];
  return { text, blocks: [section(text), { type: "actions", elements }] };
}

function withValue(element: ActionsBlockElement, value: string): ActionsBlockElement {
  return { ...element, value } as ActionsBlockElement;
}

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
