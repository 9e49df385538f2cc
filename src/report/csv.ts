import type { DeadlineFigures } from "../domain/promise/report.ts";
import type { Report } from "../domain/report/report.ts";

/** One figure. `lower` and `upper` are of its interval, `n` what it is counted from; an empty one is not known. */
type Figure = {
  section: string;
  /** A code: a reason's, touchpoint's or team's; empty: of all. */
  item: string;
  label: string;
  figure: string;
  value: number | string;
  lower?: number;
  upper?: number;
  n?: number;
  unit: string;
};

/** The columns, as its help says them. */
export const CSV_HEAD = [
  "section",
  "item",
  "label",
  "figure",
  "value",
  "lower",
  "upper",
  "n",
  "unit",
] as const;

/** A row a figure: RFC 4180, and no words of a sender become a formula in a spreadsheet. */
export function reportCsv(report: Report): string {
  const rows = figuresOf(report).map((figure) => CSV_HEAD.map((name) => cell(figure[name])));
  return `${[[...CSV_HEAD], ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number")
    return Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(12))}`;
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function figuresOf(report: Report): Figure[] {
  return [
    ...reasonFigures(report),
    ...movedFigures(report.movements),
    ...scoreFigures(report.touchpoints),
    ...promiseFigures(report.promises),
    ...report.silent.flatMap(({ team, label, counts }) =>
      Object.entries(counts).map(([kind, value]) =>
        figure("silent", { item: team ?? "", label }, kind, value, "customers"),
      ),
    ),
    ...mendFigures(report.mends),
    ...trustFigures(report.trust),
    ...alertFigures(report.alerts),
  ];
}

type Of = { item: string; label: string };
const ALL: Of = { item: "", label: "" };

function figure(
  section: string,
  of: Of,
  name: string,
  value: number | string,
  unit: string,
  more: Pick<Figure, "lower" | "upper" | "n"> = {},
): Figure {
  return { section, ...of, figure: name, value, unit, ...more };
}

function reasonFigures({ reasons, contactsBefore, span }: Report): Figure[] {
  const { cost } = reasons;
  const all = (name: string, value: number | string, unit: string) =>
    figure("reasons", ALL, name, value, unit);
  return [
    figure("period", ALL, "first", span.first, "date"),
    figure("period", ALL, "last", span.last, "date"),
    all("contacts", reasons.contacts, "contacts"),
    ...(contactsBefore === undefined ? [] : [all("contacts before", contactsBefore, "contacts")]),
    all("repeats", reasons.repeats, "contacts"),
    ...(cost
      ? [
          all("cost", cost.all, cost.currency),
          all("cost with a reason", cost.reasons, cost.currency),
          all("cost avoidable", cost.avoidable, cost.currency),
          all("cost undecided", cost.undecided, cost.currency),
        ]
      : []),
    ...reasons.reasons.flatMap(({ reason: item, label, value, contacts, share, repeats, cost: own }) => {
      const of = { item, label };
      const n = reasons.contacts;
      return [
        figure("reasons", of, "value", value ?? "", "word"),
        figure("reasons", of, "contacts", contacts, "contacts", { n }),
        figure("reasons", of, "share of contacts", share, "share", { n }),
        figure("reasons", of, "repeats", repeats, "contacts", { n: contacts }),
        ...(own && cost
          ? [
              figure("reasons", of, "cost", own.amount, cost.currency),
              figure("reasons", of, "share of cost", own.part, "share"),
              figure("reasons", of, "cumulative share of cost", own.cumulative, "share"),
            ]
          : []),
      ];
    }),
  ];
}

function movedFigures(movements: Report["movements"]): Figure[] {
  if (movements.kind === "learning") return [];
  const { rose, fell, lookedAt } = movements;
  const ways = [
    ["rose", rose],
    ["fell", fell],
  ] as const;
  return [
    figure("moved", ALL, "reasons looked at", lookedAt, "reasons"),
    ...ways.flatMap(([way, moved]) =>
      moved.flatMap(({ reason: item, label, observed, expected, ratio, ratioLower, ratioUpper }) => [
        figure("moved", { item, label }, `${way}: ratio`, ratio, "ratio", {
          ...{ lower: ratioLower, upper: ratioUpper },
          n: observed,
        }),
        figure("moved", { item, label }, `${way}: usual`, expected, "contacts"),
      ]),
    ),
  ];
}

function scoreFigures(scores: Report["touchpoints"]): Figure[] {
  return scores.flatMap(
    ({ touchpoint, label, channel, metric, score, answers, target, verdict, coverage }) => {
      const of = { item: touchpoint, label };
      const name = (what: string) => [metric, channel, what].filter(Boolean).join(" ");
      return [
        ...(score
          ? [
              figure("touchpoints", of, name("score"), score.value, metric, {
                ...{ lower: score.lower, upper: score.upper, n: answers },
              }),
            ]
          : []),
        ...(target === undefined ? [] : [figure("touchpoints", of, name("target"), target, metric)]),
        ...(verdict ? [figure("touchpoints", of, name("judgement"), verdict.kind, "word")] : []),
        ...(channel === null && coverage.sent > 0
          ? [
              figure("touchpoints", of, name("surveys answered"), coverage.answered, "surveys", {
                n: coverage.sent,
              }),
            ]
          : []),
      ];
    },
  );
}

function promiseFigures({ all, teams }: Report["promises"]): Figure[] {
  const rows = (of: Of, figures: DeadlineFigures): Figure[] => {
    const { keptOnTime, concrete } = figures;
    const shares = [
      ["kept on time", keptOnTime],
      ["concrete", concrete],
    ] as const;
    const counts = ["due", "released", "keptLate", "overdue", "broken"] as const;
    return [
      ...counts.map((name) => figure("promises", of, name, figures[name], "promises")),
      ...shares.map(([name, { count, of: n, lower, upper }]) =>
        figure(
          "promises",
          of,
          name,
          count,
          "promises",
          n === 0 ? { n } : { lower: lower * n, upper: upper * n, n },
        ),
      ),
    ];
  };
  return [
    ...rows(ALL, all),
    ...teams.flatMap(({ team, label, figures }) => rows({ item: team ?? "none", label }, figures)),
  ];
}

function mendFigures(mends: Report["mends"]): Figure[] {
  return mends.flatMap(({ reason: item, label, mendedOn, standing }) => {
    const of = { item, label };
    const told = [
      figure("mended", of, "on", mendedOn, "date"),
      figure("mended", of, "standing", standing.kind, "word"),
    ];
    if (standing.kind === "too-early" || standing.kind === "too-little-before") return told;
    const { before, after, ratio, lower, upper, weeks } = standing;
    return [
      ...told,
      figure("mended", of, "contacts a week before", before, "contacts"),
      figure("mended", of, "contacts a week after", after, "contacts", { n: weeks }),
      figure("mended", of, "ratio", ratio, "ratio", { lower, upper }),
    ];
  });
}

function trustFigures(trust: Report["trust"]): Figure[] {
  if (trust === undefined) return [];
  const { now, other, agreement, drift } = trust;
  const { whole, pairs } = agreement;
  return [
    figure("coding", ALL, "uncoded", now.uncoded, "contacts", { n: now.contacts }),
    ...other.map(({ label, contacts }) =>
      figure("coding", { item: "", label }, "says nothing of the cause", contacts, "contacts", {
        n: now.contacts,
      }),
    ),
    ...(whole
      ? [
          figure("coding", ALL, "kappa", whole.kappa, "kappa", {
            lower: whole.lower,
            upper: whole.upper,
            n: pairs,
          }),
        ]
      : []),
    figure("coding", ALL, "agents who code otherwise", drift.differ, "agents", { n: drift.lookedAt }),
  ];
}

function alertFigures({ kinds, useful, notUseful, precision, falseAlerts }: Report["alerts"]): Figure[] {
  return [
    ...kinds.flatMap((each) =>
      (["told", "useful", "notUseful"] as const).map((name) =>
        figure("alerts", { item: each.kind, label: "" }, name, each[name], "alerts"),
      ),
    ),
    ...(precision
      ? [
          figure("alerts", ALL, "precision", precision.value, "share", {
            ...{ lower: precision.lower, upper: precision.upper, n: useful + notUseful },
          }),
        ]
      : []),
    figure("alerts", ALL, "false alerts accepted", falseAlerts.accepted, "alerts"),
    figure("alerts", ALL, "false alerts realised", falseAlerts.realised, "alerts"),
  ];
}
