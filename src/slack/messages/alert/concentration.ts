import type { Concentration } from "../../../domain/coding/concentration.ts";
import type { SpikeFacts } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { contactWay } from "../promise/contact-way.ts";
import { said } from "../words.ts";

/** Before a spike's numbers, where they may be one person's coding: "perhaps one person's coding: "; else nothing. */
export function perhaps({ t }: Words, { concentrations = [] }: Pick<SpikeFacts, "concentrations">): string {
  return concentrations.some(({ by }) => by === "agent") ? t("trust.perhaps") : "";
}

/** "31 of the 36 come from one agent": each in a line, an agent never by name. */
export function concentrationLines(
  words: Words,
  { concentrations = [] }: Pick<SpikeFacts, "concentrations">,
): string[] {
  return concentrations.map((each) => concentrationLine(words, each));
}

function concentrationLine(words: Words, { by, name = "", observed, of, usualShare }: Concentration): string {
  const { t, amount, percent } = words;
  const figures = { observed: amount(observed), of: amount(of), usual: percent(usualShare) };
  switch (by) {
    case "agent":
      return t("trust.concentratedAgent", figures);
    case "team":
      return t("trust.concentratedTeam", { ...figures, name: said(name, 60) });
    case "channel":
      return t("trust.concentratedChannel", { ...figures, name: contactWay(words, name, 20) });
  }
}
