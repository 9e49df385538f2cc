import type { DigestLine } from "../../../domain/routing/digest.ts";
import type { Words } from "../../language/words.ts";
import { spikeLabel } from "../alert/card-parts.ts";
import { risingTermLine } from "../alert/rising-term-card.ts";
import { belowLine } from "../alert/touchpoint-card.ts";
import { contactWay } from "../promise/contact-way.ts";
import { said } from "../words.ts";

/** What a digest's line is about: what, how much, since when. */
export function digestSubject(words: Words, { about, openedAt }: DigestLine): string {
  const { t, amount, duration, when } = words;
  switch (about.kind) {
    case "spike": {
      const { reason, label: reasonLabel, channel } = about;
      const label = said(spikeLabel(words, { reason, reasonLabel }), 120);
      return t("digest.spike", {
        label: channel === undefined ? label : `${label} (${contactWay(words, channel, 20)})`,
        observed: amount(about.observed),
        window: duration(about.windowMinutes * 60_000),
        expected: amount(about.expected),
        at: when(openedAt),
      });
    }
    case "source-silent":
      return t("digest.silent", { name: said(about.name, 80), at: when(about.sinceAt) });
    case "rising-term":
      return t("risingTerm.line", { said: risingTermLine(words, about), at: when(openedAt) });
    case "touchpoint-below":
      return belowLine(words, about);
    case "overdue-promise":
      return t("digest.overduePromise", { promise: said(about.text, 120), due: when(about.dueAt) });
    case "overdue-promises":
      return t("digest.overduePromises", { count: about.overdue, at: when(openedAt) });
  }
}
