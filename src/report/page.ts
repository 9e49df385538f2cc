import type { Report } from "../domain/report/report.ts";
import type { Words } from "../slack/language/words.ts";
import { basisText, spanText, wholePercent } from "../slack/messages/digest/report-words.ts";
import { escapeHtml, htmlPage } from "./html-page.ts";
import { alertsSection, mendsSection, promisesSection, silentSection, trustSection } from "./page-deeds.ts";
import { movedSection, reasonsSection, touchpointsSection } from "./page-figures.ts";
import { STYLE } from "./page-style.ts";

/** The report as one page by itself, to read and to print. */
export function reportPage(words: Words, report: Report): string {
  const { t } = words;
  const title = escapeHtml(
    t("report.title", { workspace: report.workspace, period: spanText(words, report.span) }),
  );
  const sections = [
    reasonsSection(words, report),
    movedSection(words, report.movements),
    touchpointsSection(words, report),
    promisesSection(words, report.promises),
    silentSection(words, report),
    mendsSection(words, report.mends),
    trustSection(words, report.trust),
    alertsSection(words, report.alerts),
    assumptions(words, report),
  ];
  const about = t("report.about", { zone: report.zone, at: composedAt(words, report) });
  const body = `<header><h1>${title}</h1><p>${escapeHtml(about)}</p></header>
<main>${summary(words, report)}
${sections.join("\n")}</main>`;
  return htmlPage({ language: words.language, title, style: STYLE, body });
}

function composedAt({ locale }: Words, { composedAt: at, zone }: Report): string {
  const parts = { dateStyle: "medium", timeStyle: "short", timeZone: zone } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(at));
}

/** The main numbers, each with what it is to be read against. */
function summary(words: Words, report: Report): string {
  const { t, money, amount } = words;
  const { reasons, contactsBefore, promises, touchpoints, alerts } = report;
  const { cost } = reasons;
  const { keptOnTime } = promises.all;
  const aimed = touchpoints.filter(({ target }) => target !== undefined);
  const judged = alerts.useful + alerts.notUseful;
  const tiles: [string, string, string][] = [
    [
      t("report.contacts"),
      amount(reasons.contacts),
      contactsBefore === undefined
        ? t("report.noBefore")
        : t("report.contactsBefore", { before: amount(contactsBefore) }),
    ],
    [
      t("report.cost"),
      cost ? money(cost.all, cost.currency) : "–",
      cost ? t("report.costNote", { avoidable: money(cost.avoidable, cost.currency) }) : t("report.noCost"),
    ],
    [
      t("report.kept"),
      keptOnTime.of === 0 ? "–" : wholePercent(words, keptOnTime.count / keptOnTime.of),
      keptOnTime.of === 0
        ? t("report.noneDue")
        : t("report.keptNote", {
            ...{ kept: amount(keptOnTime.count), of: amount(keptOnTime.of) },
            lower: wholePercent(words, keptOnTime.lower),
            upper: wholePercent(words, keptOnTime.upper),
          }),
    ],
    [
      t("report.below"),
      amount(aimed.filter(({ verdict }) => verdict?.kind === "below").length),
      t("report.belowNote", { count: aimed.length }),
    ],
    [
      t("report.useful"),
      alerts.precision ? wholePercent(words, alerts.precision.value) : "–",
      judged === 0
        ? t("report.noneJudged")
        : t("report.usefulNote", { useful: amount(alerts.useful), judged: amount(judged) }),
    ],
  ];
  const drawn = tiles.map((tile) => {
    const [name, value, note] = tile.map(escapeHtml);
    return `<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`;
  });
  return `<dl class="tiles">${drawn.join("")}</dl>`;
}

function assumptions(words: Words, { reasons: { cost }, settings }: Report): string {
  const { t } = words;
  const lines = [
    t("report.assumeMentions"),
    t("report.assumeRepeats", { days: settings.repeatDays }),
    ...(cost ? costAssumptions(words, cost) : []),
    t("report.assumePromises"),
    t("report.assumeAlerts"),
    t("report.assumeLate"),
  ];
  return `<section class="assumptions"><h2>${escapeHtml(t("report.assumptions"))}</h2><ul>${lines
    .map((line) => `<li>${escapeHtml(line)}</li>`)
    .join("")}</ul></section>`;
}

function costAssumptions(words: Words, cost: NonNullable<Report["reasons"]["cost"]>): string[] {
  const { t } = words;
  const part = cost.unpriced / (cost.timed + cost.estimated + cost.flat + cost.unpriced);
  return [
    t("report.assumeCost", { basis: basisText(words, cost) }),
    ...(part < 0.005 ? [] : [t("report.assumeUnpriced", { part: wholePercent(words, part) })]),
    t("report.assumeAvoidable"),
  ];
}
