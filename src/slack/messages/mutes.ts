import type { StaticSelect } from "@slack/types";
import type { Mute } from "../../domain/mute.ts";
import { duration, fitting, person, said, when } from "./words.ts";

type ShownMute = Pick<Mute, "reason" | "slackChannel" | "until" | "by"> & { label: string };

const SPANS = { "1d": "for 1 day", "3d": "for 3 days", "1w": "for 1 week" } as const;

/** On a spike's card: how long its reason is not to be told in this channel. */
export function muteChoice(): StaticSelect {
  return {
    type: "static_select",
    action_id: "mute",
    placeholder: { type: "plain_text", text: "Mute this reason" },
    options: Object.entries(SPANS).map(([value, text]) => ({ text: { type: "plain_text", text }, value })),
  };
}

/** To the one who muted: where, how long, what becomes of it, how to end it. */
export function mutedText({ reason, label, slackChannel, until }: ShownMute, now: Date): string {
  const where = slackChannel === null ? "every channel" : `<#${slackChannel}>`;
  const words = `${said(reason, 80)}${slackChannel === null ? " everywhere" : ""}`;
  return `*${said(label, 120)}* is muted in ${where} for ${duration(until.getTime() - now.getTime())}, until ${when(until)}: no new alert about it. What is shown already goes on and may end. What was kept from you is told in one line then; \`/signals unmute ${words}\` ends it before.`;
}

/** All mutes that go on. */
export function mutedList(mutes: readonly ShownMute[]): string {
  if (mutes.length === 0)
    return "Nothing is muted. `/signals mute late-delivery 3d` mutes a reason in the channel where you say it.";
  const lines = mutes.map(({ label, slackChannel, until, by }) => {
    const where = slackChannel === null ? "every channel" : `<#${slackChannel}>`;
    return `• *${said(label, 120)}* in ${where} until ${when(until)}, by ${person(by)}`;
  });
  return fitting([`*Muted*: ${mutes.length}`, ...lines]);
}
