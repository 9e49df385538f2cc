import type { Due } from "../../../domain/promise/due.ts";

/** A promise on its way to be made, as a button or a form carries it until the last question is answered. */
export type PromiseDraft = {
  /** The same key makes one promise: the id of the command or the form that it began with. */
  key: string;
  /** As written, or `id:` and the id of a customer who was found. */
  customer: string;
  text: string;
  due: Due;
  /** False when nobody named a time: the team's standard was offered. */
  concrete: boolean;
  /** Somebody was asked about the time and keeps it. */
  isSure: boolean;
  /** A Slack user id. */
  owner: string;
  /** A team's code; null: the owner's. */
  team: string | null;
  channel: string | null;
  /** Of the Slack message that it is about. */
  link: string | null;
};

/** Slack's limit for a button's value; a view's `private_metadata` takes more. */
const MOST = 2_000;

/** The draft as one string of at most 2,000 characters: a line each, the text last. */
export function encodeDraft(draft: PromiseDraft): string {
  const { key, customer, text, due, concrete, isSure, owner, team, channel, link } = draft;
  const lines = [
    key,
    customer,
    due.dueAt.getTime(),
    due.business?.from.getTime() ?? "",
    due.business?.leftMs ?? "",
    `${concrete ? "concrete" : ""} ${isSure ? "sure" : ""}`,
    owner,
    team ?? "",
    channel ?? "",
    link ?? "",
  ].map((line) => `${line}`.replace(/\s+/g, " "));
  return [...lines, text].join("\n").slice(0, MOST);
}

/** Undefined for what no draft is. */
export function decodeDraft(encoded: string | undefined): PromiseDraft | undefined {
  const [key = "", customer = "", due, from, left, flags = "", owner = "", team, channel, link, ...text] = (
    encoded ?? ""
  ).split("\n");
  const dueAt = new Date(Number(due || Number.NaN));
  if (key === "" || customer === "" || owner === "" || text.length === 0 || Number.isNaN(dueAt.getTime())) {
    return undefined;
  }
  return {
    key,
    customer,
    text: text.join("\n"),
    due: { dueAt, business: from && left ? { from: new Date(Number(from)), leftMs: Number(left) } : null },
    concrete: flags.includes("concrete"),
    isSure: flags.includes("sure"),
    owner,
    team: team || null,
    channel: channel || null,
    link: link || null,
  };
}

/** The draft with another time, which is not asked about again. */
export function settledAt(draft: PromiseDraft, dueAt: Date): PromiseDraft {
  const isSame = dueAt.getTime() === draft.due.dueAt.getTime();
  return { ...draft, isSure: true, due: isSame ? draft.due : { dueAt, business: null } };
}
