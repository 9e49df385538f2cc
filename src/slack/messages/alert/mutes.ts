import type { StaticSelect } from "@slack/types";
import type { Mute } from "../../../domain/routing/mute.ts";
import type { SignalKind } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { person, said } from "../words.ts";

type ShownMute = Pick<Mute, "reason" | "slackChannel" | "until" | "by"> & { label: string };

const SPANS = ["1d", "3d", "1w"];

/** On a card: how long its reason, or its words, are not to be told in this channel. */
export function muteChoice({ t }: Words, kind: SignalKind): StaticSelect {
  return {
    type: "static_select",
    action_id: "mute",
    placeholder: { type: "plain_text", text: t(kind === "rising-term" ? "mute.chooseWords" : "mute.choose") },
    options: SPANS.map((span) => ({
      text: { type: "plain_text", text: t("mute.span", { span }) },
      value: span,
    })),
  };
}

/** To the one who muted: where, how long, what becomes of it, how to end it. */
export function mutedText(
  { t, duration, when }: Words,
  { reason, label, slackChannel, until }: ShownMute,
  now: Date,
): string {
  const muted = {
    label: said(label, 120),
    span: duration(until.getTime() - now.getTime()),
    until: when(until),
    reason: said(reason, 80),
  };
  return slackChannel === null
    ? t("mute.mutedEverywhere", muted)
    : t("mute.muted", { ...muted, channel: `<#${slackChannel}>` });
}

/** All mutes that go on. */
export function mutedList({ t, when, fitting }: Words, mutes: readonly ShownMute[]): string {
  if (mutes.length === 0) return t("mute.none");
  const lines = mutes.map(({ label, slackChannel, until, by }) => {
    const line = { label: said(label, 120), until: when(until), by: person(by) };
    return slackChannel === null
      ? t("mute.lineEverywhere", line)
      : t("mute.line", { ...line, channel: `<#${slackChannel}>` });
  });
  return fitting([t("mute.list", { count: mutes.length }), ...lines]);
}
