import type { DigestContent, NamedMovement } from "../../../domain/routing/digest.ts";
import { FALSE_DISCOVERIES } from "../../../domain/routing/digest-movement.ts";
import type { Words } from "../../language/words.ts";
import { type Block, table } from "../blocks.ts";
import { plain, said } from "../words.ts";

type Moved = { way: "rose" | "fell"; moved: NamedMovement };

/** How many rose and fell of how many that were looked at, against what. */
export function movedText({ t, amount }: Words, { pace, movements: moves }: DigestContent): string {
  if (moves.kind === "learning") return t("digest.learning", { have: moves.have, need: moves.need, pace });
  const { lookedAt, rose, fell } = moves;
  if (lookedAt === 0) return t("digest.nothingLookedAt");
  if (rose.length + fell.length === 0) return t("digest.noneMoved", { lookedAt });
  return t("digest.moved", {
    lookedAt,
    rose: amount(rose.length),
    fell: amount(fell.length),
    one: Math.round(1 / FALSE_DISCOVERIES),
  });
}

const HEAD = ["reason", "change", "contacts", "expected", "ratio", "interval"] as const;

/** What rose and fell as a native table; none when nothing did. */
export function movedTable(words: Words, content: DigestContent): Block[] {
  const { t } = words;
  const moves = movements(content);
  const isPriced = moves.some(({ moved }) => moved.cost !== undefined);
  const rows = moves.map(({ way, moved }) => [
    plain(moved.label, 80),
    t(`digest.${way}`),
    ...Object.values(figures(words, moved)),
    ...(isPriced ? [movedCost(words, moved) ?? "–"] : []),
  ]);
  if (rows.length === 0) return [];
  const head = [...HEAD.map((name) => t(`digest.${name}`)), ...(isPriced ? [t("cost.movedColumn")] : [])];
  return [
    table(
      [head, ...rows],
      head.map((_, at) => (at < 2 ? "left" : "right")),
    ),
  ];
}

/** Each that rose or fell in a line, with the table's numbers. */
export function movedLines(words: Words, content: DigestContent): string[] {
  return movements(content).map((movement) => spokenOf(words, movement));
}

/** In the order of the table's columns. */
function figures({ amount }: Words, moved: NamedMovement) {
  return {
    observed: amount(moved.observed),
    expected: amount(moved.expected),
    ratio: amount(moved.ratio),
    interval: `${amount(moved.ratioLower)}–${amount(moved.ratioUpper)}`,
  };
}

/** What came beyond the usual cost, or what did not come would have. */
function movedCost({ money }: Words, { cost }: NamedMovement): string | undefined {
  return cost && money(Math.abs(cost.amount), cost.currency);
}

function spokenOf(words: Words, { way, moved }: Moved): string {
  const told = { label: said(moved.label, 80), way, count: moved.observed };
  const line = words.t("digest.movement", { ...told, ...figures(words, moved) });
  const amount = movedCost(words, moved);
  return amount === undefined ? line : words.t("cost.moved", { line, amount, way });
}

function movements({ movements: moves }: DigestContent): Moved[] {
  if (moves.kind === "learning") return [];
  return [
    ...moves.rose.map((moved) => ({ way: "rose" as const, moved })),
    ...moves.fell.map((moved) => ({ way: "fell" as const, moved })),
  ];
}
