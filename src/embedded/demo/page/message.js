import { attachments, blocks } from "./blocks.js";
import { sentAt } from "./clock.js";
import { el, menu } from "./dom.js";
import { when, words } from "./words.js";

/**
 * One message of a channel or a thread. page: { state, look, act, inChannel, openThread, dismiss }
 */
export function drawMessage(message, page) {
  const { state, look, act, inChannel } = page;
  const byBot = message.user === state.bot.id || message.ephemeral;
  const name = byBot ? state.bot.name : (look.person(message.user) ?? "Somebody");
  const use = {
    look,
    choices: {},
    act: (actionId, chosen, blockId) =>
      act({ do: "click", target: { channel: message.channel, ts: message.ts }, actionId, blockId, chosen }),
    suggest: async (actionId, typed) =>
      (await act({ do: "suggest", target: { channel: message.channel, ts: message.ts }, actionId, typed }))
        .options ?? [],
  };
  const bare = !message.blocks?.length;
  const replies = message.reply_count ?? 0;
  return el(
    "article",
    {
      class: `message ${message.ephemeral ? "ephemeral" : ""}`,
      "data-ts": message.ts,
      "aria-label": `${name}, ${when(sentAt(message.ts), "{time}", { zone: look.zone })}`,
    },
    avatar(name, byBot),
    el(
      "div",
      { class: "body" },
      message.ephemeral && el("p", { class: "only" }, "◉ Only visible to you"),
      el(
        "p",
        { class: "who" },
        el("b", {}, name),
        byBot && el("span", { class: "app" }, "APP"),
        el(
          "time",
          { title: when(sentAt(message.ts), "{date_long} {time_secs}", { zone: look.zone }) },
          when(sentAt(message.ts), "{time}", { zone: look.zone }),
        ),
      ),
      bare &&
        message.text &&
        !(message.attachments?.length && byBot && message.attachments.some((each) => each.blocks)) &&
        el("div", { class: "words" }, words(message.text, look)),
      blocks(message.blocks, use),
      attachments(message.attachments, use),
      message.edited && el("span", { class: "edited" }, "(edited)"),
      message.reactions &&
        el(
          "p",
          { class: "reactions" },
          message.reactions.map(({ name: emoji, count }) =>
            el("span", {}, words(`:${emoji}:`, look), ` ${count}`),
          ),
        ),
      inChannel &&
        replies > 0 &&
        el(
          "button",
          { type: "button", class: "replies", onclick: () => page.openThread(message) },
          `${replies} ${replies === 1 ? "reply" : "replies"}`,
          el("span", {}, "View thread"),
        ),
      message.ephemeral &&
        el(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => page.dismiss(message),
          },
          "Dismiss message",
        ),
    ),
    !message.ephemeral &&
      el("div", { class: "tools" }, menu("More actions for this message", "⋯", messageMenu(message, page))),
  );
}

function messageMenu(message, { state, act, inChannel, openThread }) {
  const target = { channel: message.channel, ts: message.ts };
  return [
    ...(inChannel ? [{ label: "Reply in thread", run: () => openThread(message) }] : []),
    ...state.shortcuts
      .filter(({ type }) => type === "message")
      .map(({ name, callbackId }) => ({
        label: name,
        run: () => act({ do: "shortcut", callbackId, target }),
      })),
    { label: "Copy text", run: () => navigator.clipboard?.writeText(message.text) },
  ];
}

function avatar(name, byBot) {
  if (byBot) return el("span", { class: "avatar bot", "aria-hidden": "true" });
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  return el(
    "span",
    { class: "avatar", style: `background:hsl(${hue} 45% 42%)`, "aria-hidden": "true" },
    name
      .split(" ")
      .map((part) => part[0])
      .join(""),
  );
}
