/** A Slack message's text as people read it: links by their words, no marks, nothing escaped. */
export function unmarked(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^<>|]*)\|([^<>]+)>/g, (_, target: string, words: string) => `${signOf(target)}${words}`)
    .replace(/<!(\w+)>/g, "@$1")
    .replace(/<(?:mailto:|tel:)?([^<>\s]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const signOf = (target: string): string =>
  target.startsWith("#") ? "#" : target.startsWith("@U") ? "@" : "";
