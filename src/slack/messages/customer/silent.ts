import type { ActionsBlockElement, KnownBlock } from "@slack/types";
import {
  type SilenceCause,
  type SilentCustomer,
  type SilentList,
  silentTotal,
} from "../../../domain/customer/silent.ts";
import type { Words } from "../../language/words.ts";
import { button, context, type Message, section } from "../blocks.ts";
import { metricName } from "../touchpoint/score-words.ts";
import { said } from "../words.ts";

/** Opens the promise form for the customer of its row; its value is the cause, which says what to call about. */
export const PROMISE_SILENT = "promise-silent";
const DAY_MS = 86_400_000;

/**
 * A team's customers of whom nothing is heard: how many, and one line each for those to begin with. It stands in a channel,
 * so nobody is named: a row's id tells the listeners who it is.
 * @param teamLabel null: customers of no team
 */
export function silentMessage(words: Words, list: SilentList, teamLabel: string | null): Message {
  const { t } = words;
  const team = teamLabel === null ? t("silent.everybody") : said(teamLabel, 80);
  if (silentTotal(list) === 0) return bare(t("silent.none", { team }));
  const title = t("silent.title", { team });
  const { "broken-promise": broken, "bad-score": bad, quiet } = list.counts;
  const counts = t("silent.counts", { broken, bad, quiet });
  const lines = list.customers.map((one) => ({ one, text: `• ${causeText(words, one.cause)}` }));
  const rest = silentTotal(list) - list.customers.length;
  const more = rest > 0 ? [t("silent.more", { rest })] : [];
  return {
    text: [title, counts, ...lines.map(({ text }) => text), ...more].join("\n").replaceAll("*", ""),
    blocks: [
      section(`${title}\n${counts}`),
      ...lines.flatMap(({ one, text }) => [section(text), row(words, one)]),
      context([...more, t("silent.privacy")].join("\n")),
    ],
    attachments: [],
  };
}

/** What to call about, as the form begins. */
export function silentPromiseText({ t }: Words, kind: string | undefined): string {
  if (kind === "broken-promise") return t("silent.promiseTextBroken");
  return kind === "bad-score" ? t("silent.promiseTextBad") : t("silent.promiseText");
}

function row({ t }: Words, { customerId, cause }: SilentCustomer): KnownBlock {
  const promise = { ...button(PROMISE_SILENT, t("silent.promiseCall")), value: cause.kind };
  return {
    type: "actions",
    block_id: `customer:${customerId}`,
    elements: [button("show-customer", t("silent.show")), promise as ActionsBlockElement],
  };
}

function causeText({ t, when, duration }: Words, cause: SilenceCause): string {
  const day = (at: string) => when(at, "{date_short_pretty}");
  switch (cause.kind) {
    case "broken-promise":
      return t("silent.broken", { due: day(cause.dueAt) });
    case "bad-score": {
      const { score, touchpoint } = cause;
      const given = { metric: metricName(cause.metric), score: String(score), at: day(cause.at) };
      return touchpoint === null
        ? t("silent.bad", given)
        : t("silent.badAt", { ...given, touchpoint: said(touchpoint, 80) });
    }
    case "quiet":
      return t("silent.quiet", {
        gap: duration(Math.max(1, Math.round(cause.usualGapMs / DAY_MS)) * DAY_MS),
        at: day(cause.lastAt),
        contacts: cause.contacts,
      });
  }
}

const bare = (text: string): Message => ({
  text: text.replaceAll("*", ""),
  blocks: [section(text)],
  attachments: [],
});
