import type { KnownBlock } from "@slack/types";
import { section } from "./blocks.ts";
import type { Reply } from "./customer.ts";
import { counted, fitting, plain, said, when } from "./words.ts";

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
export function customerChoices(hits: CustomerHit[]): Reply {
  const shown = hits.slice(0, MOST_HITS);
  const text =
    hits.length < MOST_HITS
      ? `${hits.length} customers fit; choose one.`
      : `${MOST_HITS} customers fit, and perhaps more; choose one, or write more of the name, a phone number, an e-mail or an id.`;
  const rows = shown.map(
    (hit): KnownBlock => ({
      type: "section",
      block_id: `customer:${hit.id}`,
      text: { type: "mrkdwn", text: hitLine(hit), verbatim: true },
      accessory: {
        type: "button",
        action_id: "show-customer",
        text: { type: "plain_text", text: plain("Show", 75) },
      },
    }),
  );
  const lines = shown.map((hit) => `• ${hitLine(hit)}`.replaceAll("*", ""));
  return { text: fitting([text, ...lines], 8_000), blocks: [section(text), ...rows] };
}

function hitLine({ name, identities, lastContactAt, openPromises }: CustomerHit): string {
  const known = identities.slice(0, 5).map(({ value }) => said(value, 60));
  const about = [
    lastContactAt === null ? "no contact yet" : `last contact ${when(lastContactAt)}`,
    ...(openPromises === 0 ? [] : [counted(openPromises, "open promise")]),
  ];
  return `*${said(name ?? "No name", 120)}* ${[...known, ...about].join(" · ")}`;
}
