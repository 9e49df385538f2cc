import type { Signal, TouchpointBelowFacts } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { contactWay } from "../promise/contact-way.ts";
import {
  changeText,
  dayText,
  level,
  metricName,
  placeText,
  scoreText,
  voiceText,
} from "../touchpoint/score-words.ts";
import { said } from "../words.ts";
import { type CardBody, type CardSetting, statusWord, whoHasIt, whoSince } from "./card-parts.ts";

/** So many channels are listed. */
const MOST_CHANNELS = 6;

/** What the card of a touchpoint below its target says: in whose name, by how many answers, against what, by which channels. */
export function touchpointCard(
  signal: Signal,
  facts: TouchpointBelowFacts,
  { words }: CardSetting,
): CardBody {
  const { t } = words;
  const place = placeText(words, facts.touchpointLabel, facts.channel);
  const title = belowTitle(
    words,
    facts,
    t(facts.endedAt ? "touchpoint.wasBelow" : "touchpoint.below", { place }),
  );
  const lines = detailLines(words, facts);
  return {
    title,
    details: [section(words.fitting(lines))],
    state: whoSince(words, signal),
    less: t("touchpoint.less", { code: said(facts.touchpoint, 100) }),
    spoken:
      `${statusWord(words, signal.status)}: ${title} ${lines.join(" ")} ${whoHasIt(words, signal)}`.replaceAll(
        "*",
        "",
      ),
  };
}

/** One line of a list or a digest: "Invoice by phone: CSAT 3.62, below its target 4.2". */
export function belowLine(
  words: Words,
  {
    label,
    metric,
    channel,
    score,
    target,
  }: Pick<TouchpointBelowFacts, "metric" | "channel" | "score" | "target"> & {
    label: string;
  },
): string {
  return words.t("touchpoint.line", {
    place: placeText(words, label, channel),
    metric: metricName(metric),
    value: level(words, metric, score),
    target: level(words, metric, target),
  });
}

function belowTitle(words: Words, { metric, score, target }: TouchpointBelowFacts, title: string): string {
  return words.t("touchpoint.belowTitle", {
    title,
    metric: metricName(metric),
    value: level(words, metric, score),
    target: level(words, metric, target),
  });
}

function detailLines(words: Words, facts: TouchpointBelowFacts): string[] {
  const { t } = words;
  const { metric, score: value, lower, upper, answers, change, byChannel, clearSince, endedAt } = facts;
  const judged = t(clearSince ? "touchpoint.judgedClear" : "touchpoint.judged", {
    voice: voiceText(words, facts.voice),
    score: scoreText(words, metric, { value, lower, upper }),
    answers,
    first: dayText(words, facts.first),
    last: dayText(words, facts.last),
    target: level(words, metric, facts.target),
  });
  return [
    judged,
    ...(answers > facts.coverage.answered && facts.coverage.sent > 0 ? [t("touchpoint.unasked")] : []),
    ...(change ? [changeText(words, metric, change)] : []),
    ...(byChannel.length > 1 ? [channelsLine(words, facts)] : []),
    ...(endedAt === undefined && clearSince
      ? [t("touchpoint.clear", { day: dayText(words, clearSince) })]
      : []),
  ];
}

function channelsLine(words: Words, { metric, byChannel }: TouchpointBelowFacts): string {
  const figures = byChannel.slice(0, MOST_CHANNELS).map(({ channel, score, lower, upper, answers }) =>
    words.t("touchpoint.channelScore", {
      channel: contactWay(words, channel),
      value: level(words, metric, score),
      lower: level(words, metric, lower),
      upper: level(words, metric, upper),
      answers,
    }),
  );
  return words.t("touchpoint.byChannel", { channels: figures.join("; ") });
}
