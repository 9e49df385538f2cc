// The page: channels left, messages in the middle, a thread or a form on the side; asks the demo for its state and draws it.
import { blocks } from "./blocks.js";
import { sentAt, setClock } from "./clock.js";
import { drawClock } from "./clock-bar.js";
import { composer } from "./composer.js";
import { el, keyed, toast } from "./dom.js";
import { drawMessage } from "./message.js";
import { showModal } from "./modal.js";
import { tour } from "./tour.js";
import { when } from "./words.js";

const at = (id) => document.getElementById(id);
const HOME = "home";
const seen = new Map();
let state;
let me = new URLSearchParams(location.search).get("as") ?? "maija";
let place = location.hash.slice(1);
let thread;
const hidden = new Set();

const look = {
  person: (id) =>
    id === state.bot.id ? state.bot.name : state.people.find((each) => each.id === id)?.realName,
  group: (id) => state.groups.find((each) => each.id === id)?.handle,
  channel: (id) => state.channels.find((each) => each.id === id)?.name,
  people: () => state.people.map(({ id, realName }) => ({ value: id, text: realName })),
  channels: () => state.channels.map(({ id, name }) => ({ value: id, text: `#${name}` })),
  open: (channel, ts) => go(channel, ts),
  zone: "Europe/Helsinki",
};

/** Tells the demo what the person did; refusals of the app are said in a toast. */
async function act(deed) {
  try {
    const answered = await fetch("/demo/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: me, ...deed }),
    });
    const said = await answered.json();
    if (!said.ok) toast(said.error);
    else await refresh();
    return said;
  } catch {
    toast("The demo does not answer. Is it still running in the terminal?");
    return { ok: false };
  }
}

let asking = false;
let again = false;
async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    do {
      again = false;
      const asked = me;
      const answered = await fetch(`/demo/state?as=${encodeURIComponent(asked)}`);
      const told = await answered.json();
      // Somebody else's turn began meanwhile: this is not for them to see.
      if (me !== asked) again = true;
      else {
        state = told;
        me = state.me.name;
        draw();
      }
    } while (again);
  } catch {
    document.body.classList.add("away"); // the stream of changes says when it is back
  } finally {
    asking = false;
  }
}

function draw() {
  look.zone = state.me.tz;
  look.locale = state.me.locale;
  setClock(state.clock);
  if (!place || (place !== HOME && place !== state.direct?.id && !look.channel(place)))
    place = state.channels[0].id;
  at("team").textContent = state.team.name;
  at("story").textContent = state.story.at(-1) ?? "";
  drawPersonas();
  drawClock(at("clock"), look, act);
  drawSidebar();
  drawPlace();
  drawMessages();
  drawThread();
  showModal(state, { look, act, me });
  document.body.dataset.as = state.me.name;
}

function drawPersonas() {
  keyed(at("persona"), [
    { key: "legend", signature: "", make: () => el("legend", {}, "Acting as") },
    ...state.people.map((person) => ({
      key: person.name,
      signature: `${person.name === me}`,
      make: () =>
        el(
          "label",
          { title: person.title },
          el("input", {
            type: "radio",
            name: "persona",
            value: person.name,
            checked: person.name === me,
            onchange: () => become(person.name),
          }),
          el("span", {}, el("b", {}, person.realName.split(" ")[0]), el("small", {}, person.role)),
        ),
    })),
  ]);
}

function become(name) {
  me = name;
  thread = undefined;
  history.replaceState(null, "", `?as=${name}#${place}`);
  void (place === HOME ? act({ do: "home" }) : refresh());
}

function go(to, ts) {
  place = to;
  thread = undefined;
  document.body.classList.remove("menu-open");
  at("menu").setAttribute("aria-expanded", "false");
  history.replaceState(null, "", `?as=${me}#${to}`);
  at("messages").replaceChildren();
  if (to === HOME) void act({ do: "home" });
  draw();
  if (ts)
    requestAnimationFrame(() =>
      at("messages").querySelector(`[data-ts="${ts}"]`)?.scrollIntoView({ block: "center" }),
    );
  else at("messages").scrollTop = at("messages").scrollHeight;
}

function drawSidebar() {
  const link = (id, label, prefix) => {
    const unread = id === place ? 0 : unreadIn(id);
    return {
      key: id,
      signature: `${id === place} ${unread}`,
      make: () =>
        el(
          "a",
          {
            href: `#${id}`,
            class: unread ? "unread" : "",
            "aria-current": id === place ? "page" : undefined,
            onclick: (event) => {
              event.preventDefault();
              go(id);
            },
          },
          el("span", { class: "prefix", "aria-hidden": "true" }, prefix),
          el("span", {}, label),
          unread > 0 && el("b", { class: "badge" }, unread, el("span", { class: "sr-only" }, " unread")),
        ),
    };
  };
  keyed(at("sidebar"), [
    { key: "h-channels", signature: "", make: () => el("h2", {}, "Channels") },
    ...state.channels.map(({ id, name }) => link(id, name, "#")),
    { key: "h-apps", signature: "", make: () => el("h2", {}, "Apps") },
    link(HOME, "Earshot", "◉"),
    ...(state.direct ? [link(state.direct.id, "Messages from Earshot", "✉\uFE0E")] : []),
    { key: "help", signature: "", make: help },
  ]);
}

function help() {
  return el(
    "div",
    { class: "help" },
    el("h2", {}, "Try this"),
    tour(typeAs),
    el(
      "p",
      {},
      "Let Maija call Liisa: ",
      call("reached", "reached"),
      " or ",
      call("no answer", "no-answer"),
      ". A mast goes down: ",
      lever("sixty customers call", { do: "outage" }),
      ". Time passes by the buttons top right.",
    ),
  );
}

const lever = (label, deed) =>
  el("button", { type: "button", class: "lever", onclick: () => act(deed) }, label);
const call = (label, outcome) => lever(label, { do: "call", outcome });

/** Types a line where that person looks; a tab without messages is left for the first channel. */
async function typeAs(as, line) {
  if (place === HOME || place === state.direct?.id) go(state.channels[0].id);
  if (as !== me) become(as);
  await act({ do: "command", channel: place, line });
  at("messages").scrollTop = at("messages").scrollHeight;
}

function messagesOf(id) {
  const channel = id === state.direct?.id ? state.direct : state.channels.find((each) => each.id === id);
  const own = state.ephemerals
    .filter((each) => each.channel === id && !hidden.has(each.ts))
    .map((each) => ({ ...each, ephemeral: true }));
  return [...(channel?.messages ?? []), ...own].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function unreadIn(id) {
  const last = seen.get(`${me} ${id}`) ?? 0;
  return messagesOf(id).filter((each) => Number(each.ts) > last && each.user !== state.me.id).length;
}

function drawPlace() {
  const home = place === HOME || place === state.direct?.id;
  const channel = state.channels.find(({ id }) => id === place);
  at("place-title").textContent = home ? "Earshot" : `#${channel.name}`;
  at("place-topic").textContent = home ? "App" : channel.topic;
  at("tabs").hidden = !home;
  const tab = (id, label) => ({
    key: id,
    signature: `${place === id}`,
    make: () =>
      el(
        "button",
        { type: "button", role: "tab", "aria-selected": String(place === id), onclick: () => go(id) },
        label,
      ),
  });
  keyed(
    at("tabs"),
    home ? [tab(HOME, "Home"), ...(state.direct ? [tab(state.direct.id, "Messages")] : [])] : [],
  );
  drawComposer(place === HOME ? undefined : place);
}

function drawMessages() {
  const box = at("messages");
  if (place === HOME) {
    keyed(box, [{ key: "home", signature: JSON.stringify(state.home ?? null), make: homeTab }]);
    return;
  }
  const stick = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const list = messagesOf(place).filter(
    (each) => !each.thread_ts || each.thread_ts === each.ts || each.reply_broadcast,
  );
  const empty = {
    key: "empty",
    signature: place,
    make: () =>
      el(
        "p",
        { class: "empty" },
        "Nothing here yet. What Earshot has to say about this channel's customers will appear here.",
      ),
  };
  let day = "";
  const rows = list.flatMap((message) => {
    const own = when(sentAt(message.ts), "{day_divider_pretty}", { zone: look.zone });
    const divider =
      own === day
        ? []
        : [
            {
              key: `day ${own}`,
              signature: "",
              make: () => el("div", { class: "day" }, el("span", {}, own)),
            },
          ];
    day = own;
    return [...divider, row(message, true)];
  });
  keyed(box, rows.length ? rows : [empty]);
  if (stick) box.scrollTop = box.scrollHeight;
  seen.set(`${me} ${place}`, Math.max(0, ...list.map((each) => Number(each.ts))));
}

const row = (message, inChannel) => ({
  key: message.ts,
  signature: `${me}${inChannel}${state.clock.length}${JSON.stringify(message)}`,
  make: () => drawMessage(message, { state, look, act, inChannel, openThread, dismiss }),
});

function dismiss({ ts }) {
  hidden.add(ts);
  draw();
}

function openThread(message) {
  thread = { channel: message.channel, ts: message.thread_ts ?? message.ts };
  draw();
  at("thread").querySelector("input")?.focus();
}

function drawThread() {
  const panel = at("thread");
  panel.hidden = !thread;
  document.body.classList.toggle("with-thread", Boolean(thread));
  if (!thread) return panel.replaceChildren();
  if (!panel.firstChild) {
    panel.append(
      el(
        "header",
        {},
        el("h2", {}, "Thread"),
        el(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": "Close the thread",
            onclick: () => {
              thread = undefined;
              draw();
            },
          },
          "✕",
        ),
      ),
      el("div", { class: "messages" }),
      composer(el("form", { class: "composer", autocomplete: "off" }), {
        placeholder: "Reply…",
        send: (line) => act({ do: "say", channel: thread.channel, line, threadTs: thread.ts }),
      }),
    );
  }
  const channel =
    thread.channel === state.direct?.id
      ? state.direct
      : state.channels.find(({ id }) => id === thread.channel);
  const own = state.ephemerals
    .filter((each) => each.thread_ts === thread.ts && !hidden.has(each.ts))
    .map((each) => ({ ...each, ephemeral: true }));
  const list = [
    ...(channel?.threads[thread.ts] ?? channel?.messages.filter(({ ts }) => ts === thread.ts) ?? []),
    ...own,
  ];
  keyed(
    panel.querySelector(".messages"),
    list.map((message) => row(message, false)),
  );
}

function homeTab() {
  const view = state.home;
  if (!view) return el("p", { class: "empty" }, "Earshot is preparing this page…");
  const use = {
    look,
    choices: {},
    act: (actionId, chosen, blockId) =>
      act({ do: "click", target: { view: view.id }, actionId, blockId, chosen, choices: use.choices }),
    suggest: async (actionId, typed) =>
      (await act({ do: "suggest", target: { view: view.id }, actionId, typed })).options ?? [],
  };
  return el("div", { class: "home" }, blocks(view.blocks, use));
}

function drawComposer(channel) {
  const form = at("composer");
  form.hidden = !channel;
  if (!channel || form.dataset.for === `${me} ${channel}`) return;
  form.dataset.for = `${me} ${channel}`;
  form.replaceChildren();
  composer(form, {
    placeholder: `Message ${look.channel(channel) ? `#${look.channel(channel)}` : "Earshot"}, or / for commands`,
    send: async (line) => {
      const said = await act({ do: line.startsWith("/") ? "command" : "say", channel, line });
      at("messages").scrollTop = at("messages").scrollHeight;
      return said;
    },
    commands: state.commands,
    shortcuts: state.shortcuts
      .filter(({ type }) => type === "global")
      .map(({ name, callbackId }) => ({ label: name, run: () => act({ do: "shortcut", callbackId }) })),
  });
}

at("menu").addEventListener("click", () => {
  const open = document.body.classList.toggle("menu-open");
  at("menu").setAttribute("aria-expanded", String(open));
});
document.querySelector("main").addEventListener("click", () => {
  if (!document.body.classList.contains("menu-open")) return;
  document.body.classList.remove("menu-open");
  at("menu").setAttribute("aria-expanded", "false");
});
window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== place) go(location.hash.slice(1));
});
setInterval(() => drawClock(at("clock"), look, act), 5_000);
await refresh();
if (place === HOME) void act({ do: "home" });
const live = new EventSource("/demo/events");
live.onmessage = () => void refresh();
live.onerror = () => document.body.classList.add("away");
live.onopen = () => {
  document.body.classList.remove("away");
  void refresh();
};
