import type { KnownBlock } from "@slack/types";
import { ANY_REASON } from "../../../domain/contact.ts";
import type { Because } from "../../../domain/routing/route.ts";
import type { Marks } from "../../../domain/signal/mark.ts";
import type { Signal, SignalStatus } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import type { Message } from "../blocks.ts";
import { person } from "../words.ts";

/** What a card needs beside its signal. */
export type CardSetting = {
  /** The workspace's: a card stands in a channel, for everybody. */
  words: Words;
  now: Date;
  /** The workspace's IANA zone, for the chart's labels. */
  zone: string;
  /** The team's name, when the signal belongs to one. */
  teamLabel?: string | undefined;
  /** The earlier message about the same subject, when this one is about it again. */
  previousLink?: string | undefined;
  /** Of a group: its overdue promises that the message lists, the latest first. */
  members?: Signal[] | undefined;
  /** What else goes on that has to do with it, in one line. */
  besides?: string | undefined;
  /** Whether people found it useful. */
  marks?: Marks | undefined;
  /** The rule that brought it to this channel. */
  because?: Because | undefined;
};

/** What a card says of itself; the frame around it is the same for all kinds. */
export type CardBody = {
  /** One line, mrkdwn: what, how much. */
  title: string;
  chart?: Message["blocks"][number] | undefined;
  details: KnownBlock[];
  /** Who has it, in one line. */
  state: string;
  /** Another colour than its status has. */
  color?: string;
  /** How it ends, and how to see less of it. */
  less: string;
  /** Everything in words, for `text`. */
  spoken: string;
};

/** By status, as people know them from on-call tools. */
export const colors: Record<SignalStatus, string> = {
  open: "#a30200",
  acknowledged: "#daa038",
  snoozed: "#dddddd",
  resolved: "#2eb886",
};

/** "Open: nobody has it yet", "Acknowledged by @Otto at 14:05", ... */
export function whoHasIt({ t, when }: Words, signal: Signal): string {
  switch (signal.status) {
    case "open":
      return t("card.open");
    case "acknowledged": {
      const at = when(signal.acknowledgedAt ?? signal.openedAt);
      const by = personIn(signal.acknowledgedBy);
      return by === undefined ? t("card.acknowledged", { at }) : t("card.acknowledgedBy", { by, at });
    }
    case "snoozed":
      return t("card.snoozed", { until: when(signal.snoozedUntil ?? signal.openedAt) });
    case "resolved": {
      const at = when(signal.resolvedAt ?? signal.openedAt);
      const by = personIn(signal.resolvedBy);
      return by === undefined ? t("card.resolved", { at }) : t("card.resolvedBy", { by, at });
    }
  }
}

/** "Open: nobody has it yet. Since 14:05.": who has it, and since when it goes on or when it began. */
export function whoSince(words: Words, signal: Signal): string {
  const at = words.when(signal.openedAt);
  const since = words.t(signal.status === "resolved" ? "card.began" : "card.since", { at });
  return `${whoHasIt(words, signal)} ${since}`;
}

/** Whether it was over by itself: when that was is told already. */
export function endedByItself({ status, resolvedBy }: Signal): boolean {
  return status === "resolved" && (resolvedBy === null || resolvedBy === "earshot");
}

/** The state in one loud word, as the text alternative begins: `OPEN`. */
export function statusWord({ t }: Words, status: SignalStatus): string {
  return t("card.status", { status });
}

/** What a spike is about, not yet escaped: the label of its reason, or all contacts. */
export function spikeLabel(
  { t }: Words,
  facts: { reason?: string | undefined; reasonLabel: string },
): string {
  return facts.reason === ANY_REASON ? t("spike.allContacts") : facts.reasonLabel;
}

function personIn(actor: string | null): string | undefined {
  return actor === null || actor === "earshot" ? undefined : person(actor);
}
