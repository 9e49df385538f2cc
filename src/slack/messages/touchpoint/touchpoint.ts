import type { AnswerGap } from "../../../domain/touchpoint/coverage.ts";
import type { Metric } from "../../../domain/touchpoint/feedback.ts";
import type { TouchpointPage, TouchpointScores } from "../../../domain/touchpoint/page.ts";
import type { JudgedScore, MetricReport } from "../../../domain/touchpoint/report.ts";
import type { WaitingVerdict } from "../../../domain/touchpoint/waiting-break.ts";
import type { Words } from "../../language/words.ts";
import { context, section } from "../blocks.ts";
import { contactWay } from "../promise/contact-way.ts";
import type { ListReply } from "../promise/lists.ts";
import { said } from "../words.ts";
import { changeText, dayText, level, metricName, voiceText } from "./score-words.ts";

const MOST_CHANNELS = 8;
const MOST_TOUCHPOINTS = 40;

/** One touchpoint: its scores against their targets, by channel, who answers, and what waiting does. */
export function touchpointReply(words: Words, page: TouchpointPage): ListReply {
  const { t, fitting } = words;
  const { touchpoint, days, reports, voice } = page;
  const title = `*${t("touchpoint.pageTitle", {
    label: said(touchpoint.label, 80),
    first: dayText(words, days.first),
    last: dayText(words, days.last),
  })}*`;
  const scores = reports.flatMap((report) => metricLines(words, report));
  const heard = reports.some(({ score }) => score !== undefined);
  const parts = [
    fitting([title, ...(heard ? [`${voiceText(words, voice)}:`] : []), ...scores]),
    fitting(page.waiting.map(({ metric, verdict }) => waitingText(words, metric, verdict))),
    fitting([coverageText(words, page), ...gapLines(words, page)]),
  ].filter(Boolean);
  return {
    text: parts.join("\n").replaceAll("*", "").slice(0, 20_000),
    blocks: [...parts.map(section), context(t("touchpoint.pageHint", { code: said(touchpoint.code, 100) }))],
  };
}

/** Every touchpoint in a line, those below their target first. */
export function touchpointsReply(words: Words, touchpoints: readonly TouchpointScores[]): ListReply {
  const { t, fitting } = words;
  const [first] = touchpoints;
  if (first === undefined)
    return { text: t("touchpoint.listEmpty"), blocks: [section(t("touchpoint.listEmpty"))] };
  const title = t("touchpoint.listTitle", {
    first: dayText(words, first.days.first),
    last: dayText(words, first.days.last),
  });
  const isBelow = ({ reports }: TouchpointScores) =>
    reports.some((report) => [report, ...report.byChannel].some(({ verdict }) => verdict?.kind === "below"));
  const inOrder = [...touchpoints].sort((a, b) => Number(isBelow(b)) - Number(isBelow(a)));
  const lines = inOrder.slice(0, MOST_TOUCHPOINTS).map(({ touchpoint, reports, voice }) => {
    const scores = reports.map((report) => oneScore(words, report.metric, report)).join("; ");
    const told = reports.some(({ score }) => score !== undefined)
      ? `${voiceText(words, voice)}: ${scores}`
      : scores;
    return `• *${said(touchpoint.label, 80)}* (\`${said(touchpoint.code, 100)}\`): ${told || t("touchpoint.noTarget")}`;
  });
  const body = fitting([`*${title}*`, ...lines]);
  return {
    text: body.replaceAll("*", ""),
    blocks: [section(body), context(t("touchpoint.listHint"))],
  };
}

function metricLines(words: Words, report: MetricReport): string[] {
  const { t, percent } = words;
  const { metric, change, satisfied, byChannel } = report;
  const more = [
    ...(satisfied
      ? [
          t("touchpoint.satisfied", {
            share: percent(satisfied.value),
            lower: percent(satisfied.lower),
            upper: percent(satisfied.upper),
          }),
        ]
      : []),
    ...(change ? [changeText(words, metric, change)] : []),
  ];
  return [
    `• ${[oneScore(words, metric, report), ...more].join(". ").replace(/\.\.$/, ".")}`,
    ...byChannel
      .slice(0, MOST_CHANNELS)
      .map((one) => `    ◦ ${contactWay(words, one.channel)}: ${oneScore(words, metric, one)}`),
  ];
}

/** "*CSAT 3.62 (…), 212 answers*: below its target 4.2". */
function oneScore(words: Words, metric: Metric, judged: JudgedScore): string {
  const { score } = judged;
  const { t } = words;
  const verdict = verdictText(words, metric, judged);
  if (score === undefined) return verdict ?? t("touchpoint.noAnswers", { metric: metricName(metric) });
  const fine = (value: number) => level(words, metric, value);
  const text = t("touchpoint.scoreOf", {
    ...{ metric: metricName(metric), answers: score.answers },
    ...{ value: fine(score.value), lower: fine(score.lower), upper: fine(score.upper) },
  });
  return verdict === undefined ? text : `${text}; ${verdict}`;
}

/** `below its target 4.2`; undefined without a target. */
export function verdictText(
  words: Words,
  metric: Metric,
  { target, verdict }: JudgedScore,
): string | undefined {
  if (target === undefined || verdict === undefined) return undefined;
  const { t } = words;
  const aim = { target: level(words, metric, target) };
  switch (verdict.kind) {
    case "below":
      return t("touchpoint.verdictBelow", aim);
    case "met":
      return t("touchpoint.verdictMet", aim);
    case "unclear":
      return t("touchpoint.verdictUnclear", aim);
    case "too-few":
      return verdict.needed === null
        ? t("touchpoint.verdictNone", { target: `${metricName(metric)} ${aim.target}` })
        : t("touchpoint.verdictTooFew", { ...aim, needed: roughly(verdict.needed) });
  }
}

function coverageText({ t, percent }: Words, { coverage, reports }: TouchpointScores): string {
  const { sent, answered } = coverage;
  if (sent === 0) return t("touchpoint.coverageUnknown");
  const share = percent(answered / sent);
  const asked = t("touchpoint.coverage", { sent, answered, share, silent: sent - answered });
  const hasUnasked = reports.some(({ score }) => (score?.answers ?? 0) > answered);
  return hasUnasked ? `${asked} ${t("touchpoint.unasked")}` : asked;
}

function gapLines(words: Words, { gaps, asked }: TouchpointPage): string[] {
  if (asked === 0) return [];
  if (gaps.length === 0) return [words.t("touchpoint.gapsNone", { asked })];
  return [words.t("touchpoint.gapsTitle"), ...gaps.map((gap) => `• ${gapText(words, gap)}`)];
}

function gapText(words: Words, gap: AnswerGap): string {
  const { t, amount, percent } = words;
  const { answered, silent, difference } = gap;
  if (gap.kind === "contacts") {
    const fine = (value: number) => value.toLocaleString(words.locale, { maximumFractionDigits: 2 });
    return t("touchpoint.gapContacts", {
      answered: fine(answered),
      silent: fine(silent),
      lower: fine(difference.lower),
      upper: fine(difference.upper),
    });
  }
  const figures = {
    answered: percent(answered),
    silent: percent(silent),
    lower: amount(100 * difference.lower),
    upper: amount(100 * difference.upper),
  };
  if (gap.kind === "broken-promise") return t("touchpoint.gapPromise", figures);
  return t("touchpoint.gapReason", { ...figures, reason: said(gap.reason, 80) });
}

/** "Waiting: above about 6 min (4 to 9) the mean CSAT answer falls from 4.4 to 3.1". */
export function waitingText(words: Words, metric: Metric, verdict: WaitingVerdict): string {
  const { t, locale } = words;
  const { answers } = verdict;
  const fine = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const wait = (seconds: number) => (seconds / 60).toLocaleString(locale, { maximumFractionDigits: 1 });
  switch (verdict.kind) {
    case "break":
      return t("touchpoint.waitBreak", {
        ...{ metric: metricName(metric), answers, wait: wait(verdict.waitSeconds) },
        ...{ lower: wait(verdict.lower), upper: wait(verdict.upper) },
        ...{ before: fine(verdict.before), after: fine(verdict.after) },
      });
    case "gradual": {
      const fall = Math.abs(verdict.perMinute).toLocaleString(locale, { maximumSignificantDigits: 1 });
      return t("touchpoint.waitGradual", { metric: metricName(metric), answers, fall });
    }
    case "no-break":
      return t("touchpoint.waitNone", { metric: metricName(metric), answers });
    case "too-few":
      return t("touchpoint.waitFew", { metric: metricName(metric), answers, need: verdict.need });
  }
}

/** Two digits: nobody counts on more. */
function roughly(count: number): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.ceil(count / 10 ** digits) * 10 ** digits;
}
