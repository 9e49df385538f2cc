import type { KnownBlock } from "@slack/types";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { plain, said } from "../words.ts";
import type { Reply } from "./customer.ts";

/** A customer found, with what tells them from their namesakes. */
export type CustomerHit = {
  id: string;
  name: string | null;
  identities: { value: string }[];
  lastContactAt: Date | null;
  openPromises: number;
};

/** As many as a search gives. */
const MOST_HITS = 10;

/** Several customers fit: choose one. */
export function customerChoices(words: Words, hits: CustomerHit[]): Reply {
  const shown = hits.slice(0, MOST_HITS);
  const { t, fitting } = words;
  const key = hits.length < MOST_HITS ? "customer.hits" : "customer.hitsAndMore";
  const text = t(key, { count: shown.length });
  const rows = shown.map(
    (hit): KnownBlock => ({
      type: "section",
      block_id: `customer:${hit.id}`,
      text: { type: "mrkdwn", text: hitLine(words, hit), verbatim: true },
      accessory: {
        type: "button",
        action_id: "show-customer",
        text: { type: "plain_text", text: plain(t("customer.show"), 75) },
      },
    }),
  );
  const lines = shown.map((hit) => `• ${hitLine(words, hit)}`.replaceAll("*", ""));
  return { text: fitting([text, ...lines], 8_000), blocks: [section(text), ...rows] };
}

function hitLine({ t, when }: Words, { name, identities, lastContactAt, openPromises }: CustomerHit): string {
  const known = identities.slice(0, 5).map(({ value }) => said(value, 60));
  const about = [
    lastContactAt === null ? t("customer.noContact") : t("customer.lastContact", { at: when(lastContactAt) }),
    ...(openPromises === 0 ? [] : [t("customer.openPromises", { count: openPromises })]),
  ];
  return `*${said(name ?? t("customer.noName"), 120)}* ${[...known, ...about].join(" · ")}`;
}
