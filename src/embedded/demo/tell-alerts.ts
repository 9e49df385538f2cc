import type { Story } from "../company/story.ts";
import type { LocalSlack, Message } from "../slack/slack.ts";

/** Tells in the story what Earshot posts and changes in the local Slack's channels. Returns the way to stop. */
export function tellAlerts(slack: LocalSlack, story: Story): () => void {
  const known = new Map<string, string>();
  const tell = (channel: string, message: Message): void => {
    const before = known.get(message.ts);
    if (before === message.text || message.user !== slack.botUserId) return;
    known.set(message.ts, message.text);
    const deed = before === undefined ? "posts" : "changes its post";
    story.tell(`Earshot ${deed} in #${channel}: ${firstSentence(message.text)}`);
  };
  const look = async (): Promise<void> => {
    for (const name of Object.keys(slack.channels)) {
      for (const message of await slack.messages(name)) tell(name, message);
    }
  };
  // One look after the other; after the local Slack is closed there is nothing left to tell.
  let looks = Promise.resolve();
  let waiting = false;
  return slack.onChange(() => {
    if (waiting) return;
    waiting = true;
    looks = looks
      .then(() => {
        waiting = false;
        return look();
      })
      .catch(() => undefined);
  });
}

/** A message's first sentence without Slack's markup. */
function firstSentence(text: string): string {
  const plain = text
    .replace(/<[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<[^>]*>|:[a-z_]+:\s?|[*_~`]/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  return (/^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain).slice(0, 160);
}
