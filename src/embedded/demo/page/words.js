// Slack's own little language: *bold* _italic_ ~strike~ `code`, <links|named>, <@people>, <!date^..>, :emoji:, > quotes.
import { now } from "./clock.js";
import { el, safeUrl } from "./dom.js";

const EMOJI = new Map(
  `rotating_light 🚨 warning ⚠️ white_check_mark ✅ heavy_check_mark ✔️ x ❌ phone ☎️ telephone_receiver 📞 bell 🔔 no_bell 🔕
  hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ clock3 🕒 calendar 📅 date 📅 spiral_calendar_pad 🗓️
  chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 eyes 👀 ear 👂 mag 🔍 bulb 💡 gear ⚙️ lock 🔒 key 🔑
  speech_balloon 💬 email ✉️ envelope ✉️ e-mail 📧 incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 memo 📝 pencil 📝 pencil2 ✏️
  red_circle 🔴 large_red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫
  large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 white_large_square ⬜
  zzz 💤 sleeping 😴 bust_in_silhouette 👤 busts_in_silhouette 👥 raised_hand ✋ hand ✋ wave 👋 handshake 🤝 pray 🙏 clap 👏
  thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 tada 🎉 star ⭐ fire 🔥 question ❓ exclamation ❗ information_source ℹ️ link 🔗 paperclip 📎
  arrow_up ⬆️ arrow_down ⬇️ arrow_right ➡️ small_red_triangle 🔺 small_red_triangle_down 🔻 repeat 🔁 arrows_counterclockwise 🔄
  mute 🔇 loud_sound 🔊 moneybag 💰 shopping_trolley 🛒 package 📦 house 🏠 department_store 🏬 iphone 📱 computer 💻 globe_with_meridians 🌐
  slightly_smiling_face 🙂 neutral_face 😐 disappointed 😞 white_frowning_face ☹️ smile 😄 rage 😡 sunny ☀️ no_entry ⛔ no_entry_sign 🚫 new 🆕 checkered_flag 🏁 pushpin 📌 seedling 🌱 books 📚 mega 📣 loudspeaker 📢 ledger 📒 broken_heart 💔 snowflake ❄️ bookmark 🔖 wastebasket 🗑️ heavy_plus_sign ➕ construction 🚧 hammer_and_wrench 🛠️ wrench 🔧 robot_face 🤖`
    .match(/\S+ \S+/g)
    .map((pair) => pair.split(" ")),
);

const INLINE =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*[^~\s])~(?![\p{L}\p{N}~])|:([a-z0-9_+-]+):/gu;

/** A text object (`{ type, text }`) or bare words as nodes; `look` finds people and channels by id. */
export function words(object, look) {
  const said = typeof object === "string" ? object : (object?.text ?? "");
  return object?.type === "plain_text" ? lines(emojiOnly(said)) : mrkdwn(said, look);
}

export function mrkdwn(said, look) {
  return said
    .split("```")
    .flatMap((part, at) =>
      at % 2 ? [el("pre", {}, plainly(part.replace(/^\n|\n$/g, "")))] : quotes(part, look),
    );
}

/** Bare Linux machines have no emoji font: better no picture than an empty box. */
const hasEmojiFont = (() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.fillText("\u{1F6A8}", 0, 10);
  const { data } = canvas.getImageData(0, 0, 20, 20);
  return data.some((value, at) => at % 4 === 0 && value !== data[at + 1]);
})();

/** An emoji by its name, or the name as it was typed. Coloured circles and squares are drawn, they carry meaning. */
export function emoji(name) {
  const plain = name.replace(/::skin-tone-\d$/, "");
  const [, colour, shape] =
    /^(?:large_)?(red|orange|yellow|green|blue|white)_(circle|square)$/.exec(plain) ?? [];
  const label = { role: "img", "aria-label": plain.replaceAll("_", " ") };
  if (colour) return el("span", { class: `dot ${colour} ${shape}`, ...label });
  const found = EMOJI.get(plain);
  if (!found) return `:${name}:`;
  return hasEmojiFont
    ? el("span", { class: "emoji", ...label }, found)
    : el("span", { class: "sr-only" }, label["aria-label"]);
}

/** An instant in seconds, in the form Slack's date tokens ask for, as the reader's own Slack writes it. */
export function when(seconds, form, { zone, locale = "en-GB" }) {
  const at = new Date(seconds * 1000);
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(at);
  const day = (offset) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now() + offset * 86_400_000);
  const own = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
  const near = [-1, 0, 1].find((offset) => day(offset) === own);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const pretty = near === undefined ? undefined : relative.format(near, "day");
  const short = () => format({ day: "numeric", month: "short", year: "numeric" });
  const long = () => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const tokens = {
    date_num: () => own,
    date: () => format({ day: "numeric", month: "long", year: "numeric" }),
    date_short: short,
    date_long: long,
    date_pretty: () => pretty ?? format({ day: "numeric", month: "long", year: "numeric" }),
    date_short_pretty: () => pretty ?? short(),
    date_long_pretty: () => pretty ?? long(),
    day_divider_pretty: () => pretty ?? format({ weekday: "long", day: "numeric", month: "long" }),
    time: () => format({ hour: "2-digit", minute: "2-digit" }),
    weekday_time: () =>
      format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    time_secs: () => format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(at, relative),
  };
  return form.replace(/\{(\w+)\}/g, (whole, token) => tokens[token]?.() ?? whole);
}

function ago(at, relative) {
  const minutes = Math.round((at.getTime() - now()) / 60_000);
  const [count, unit] =
    Math.abs(minutes) < 60
      ? [minutes, "minute"]
      : Math.abs(minutes) < 2880
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"];
  return relative.format(count, unit);
}

function quotes(part, look) {
  const nodes = [];
  let quote;
  let afterBlock = false;
  for (const [at, line] of part.split("\n").entries()) {
    const quoted = /^(?:&gt;|>)\s?/.exec(line);
    if (quoted) {
      if (quote) quote.append(el("br"));
      else {
        quote = el("blockquote");
        nodes.push(quote);
      }
      quote.append(...inline(line.slice(quoted[0].length), look));
      continue;
    }
    if (at > 0 && !quote && !afterBlock) nodes.push(el("br"));
    quote = undefined;
    const item = /^(\s*)[•◦▪-]\s+(.*)/.exec(line);
    afterBlock = Boolean(item && line.trimStart()[0] !== "-");
    if (afterBlock)
      nodes.push(el("span", { class: item[1] ? "bullet inner" : "bullet" }, inline(item[2], look)));
    else nodes.push(...inline(line, look));
  }
  return nodes;
}

function inline(said, look) {
  const nodes = [];
  let from = 0;
  for (const match of said.matchAll(INLINE)) {
    const [whole, angle, code, bold, italic, strike, name] = match;
    nodes.push(plainly(said.slice(from, match.index)));
    from = match.index + whole.length;
    if (angle !== undefined) nodes.push(special(angle, look));
    else if (code !== undefined) nodes.push(el("code", {}, plainly(code)));
    else if (bold !== undefined) nodes.push(el("strong", {}, inline(bold, look)));
    else if (italic !== undefined) nodes.push(el("em", {}, inline(italic, look)));
    else if (strike !== undefined) nodes.push(el("s", {}, inline(strike, look)));
    else nodes.push(emoji(name));
  }
  nodes.push(plainly(said.slice(from)));
  return nodes;
}

function special(inside, look) {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith("@"))
    return el("span", { class: "mention" }, `@${look.person(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return channelLink(target.slice(1), label, look);
  if (target.startsWith("!subteam^"))
    return el(
      "span",
      { class: "mention" },
      label?.replace(/^@?/, "@") ?? `@${look.group(target.slice(9)) ?? "group"}`,
    );
  if (target.startsWith("!date^")) {
    const [, seconds, form, link] = target.split("^");
    const shown = el(
      "time",
      {
        datetime: new Date(Number(seconds) * 1000).toISOString(),
        title: when(Number(seconds), "{date_long} {time}", look),
      },
      when(Number(seconds), form ?? "{date}", look),
    );
    const url = link && safeUrl(link);
    return url ? el("a", { href: url, target: "_blank", rel: "noreferrer" }, shown) : shown;
  }
  if (target.startsWith("!")) return el("span", { class: "mention loud" }, `@${label ?? target.slice(1)}`);
  const url = safeUrl(plainly(target));
  const shown = plainly(label ?? target);
  if (!url) return shown;
  const message = /\/archives\/(\w+)\/p(\d{10})(\d{6})/.exec(url);
  if (message)
    return el(
      "a",
      { href: `#${message[1]}`, onclick: () => look.open(message[1], `${message[2]}.${message[3]}`) },
      label ? shown : "the message",
    );
  return el("a", { href: url, target: "_blank", rel: "noreferrer" }, shown);
}

export function channelLink(id, label, look) {
  const name = look.channel(id) ?? label ?? id;
  return el("a", { class: "mention", href: `#${id}`, onclick: () => look.open(id) }, `#${name}`);
}

function emojiOnly(said) {
  return said.split(/:([a-z0-9_+-]+):/).map((part, at) => (at % 2 ? emoji(part) : part));
}

function lines(parts) {
  return parts.flatMap((part) =>
    typeof part === "string"
      ? part.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]))
      : [part],
  );
}

function plainly(said) {
  const whole = said.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return hasEmojiFont ? whole : whole.replace(/\p{Emoji_Presentation}\uFE0F?\s?/gu, "");
}
