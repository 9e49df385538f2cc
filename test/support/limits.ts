import { limitErrors, viewErrors } from "../../src/embedded/slack/limits.ts";

type Sent = {
  text?: string;
  blocks?: object[];
  attachments?: { color: string; fallback: string; blocks: object[] }[];
};
type Json = { [key: string]: unknown };

/** Everything Slack would refuse or twist in this message: its limits, and words that would ping or link by themselves. */
export function checkLimits(message: Sent): string[] {
  const attachments = message.attachments ?? [];
  const blocks = [...(message.blocks ?? []), ...attachments.flatMap((each) => each.blocks)] as Json[];
  const errors = limitErrors(blocks, "message");
  if (!message.text) errors.push("a message needs text");
  if ((message.text ?? "").length > 40_000) errors.push("text must be at most 40000 characters");
  return [...errors, ...pings(message)];
}

export function checkView(view: object): string[] {
  return [...viewErrors(view as Json), ...pings(view)];
}

/** In mrkdwn, `<...>` may only be written by us: dates, people, channels and links of our own. */
function pings(sent: object): string[] {
  const marks = parsedTexts(sent).flatMap((text) => text.match(/<[^>]*>?/g) ?? []);
  return marks
    .filter(
      (mark) =>
        !/^<(!date\^\d+\^[^<>|]+\|[^<>|]+|!subteam\^S[A-Z0-9]+|@[UW][A-Z0-9]+|#[A-Z0-9]+|https?:[^<>|\s]+\|(from this message|tästä viestistä|The alert|Hälytys|the earlier alert|aiempi hälytys))>$/.test(
          mark,
        ),
    )
    .map((mark) => `a sender's words became a mark: ${mark.slice(0, 60)}`);
}

/** What Slack reads for marks: mrkdwn objects, a message's text and its fallbacks; never plain_text, nor a table's raw_text. */
function parsedTexts(sent: object): string[] {
  const { type, text, fallback } = sent as { type?: unknown; text?: unknown; fallback?: unknown };
  const isPlain = type === "plain_text" || type === "raw_text";
  const own = [isPlain ? undefined : text, fallback].filter((each) => typeof each === "string");
  const inner = Object.values(sent).filter((each) => typeof each === "object" && each !== null);
  return [...own, ...inner.flatMap(parsedTexts)];
}
