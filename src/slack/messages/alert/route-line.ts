import { conditionNames, type Route, type RouteConditions } from "../../../domain/routing/route.ts";
import type { Words } from "../../language/words.ts";
import { said } from "../words.ts";

/** "reasons invoice-*, teams billing or sales to #billing-alerts". Its words are people's: escaped, but for its channels. */
export function routeLine(words: Words, route: Route): string {
  const { t } = words;
  const channels = route.slackChannels.map((channel) => `<#${channel}>`).join(" ");
  const asked = said(conditionsLine(words, route), 600);
  return t(route.continues ? "route.lineContinue" : "route.line", { asked, channels });
}

/** "reasons invoice-*, teams billing or sales". Its words are people's, not yet escaped. */
export function conditionsLine({ t }: Words, route: RouteConditions): string {
  const asked = conditionNames.flatMap((name) => {
    const listed = route[name].reduce(
      (before, last) => (before === "" ? last : t("route.or", { before, last })),
      "",
    );
    return listed === "" ? [] : [t(`route.${name}`, { words: listed })];
  });
  return asked.join(", ") || t("route.everything");
}
