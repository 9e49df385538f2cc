// Block Kit as a person sees it. `use` carries what this page can do: look up names, act on a click, keep form choices.
import { chart } from "./chart.js";
import { ask, el, menu, safeUrl } from "./dom.js";
import { input } from "./inputs.js";
import { channelLink, emoji, when, words } from "./words.js";

/** use: { look, act(actionId, chosen, blockId), choices, errors } */
export function blocks(list, use) {
  return (list ?? []).map((block) =>
    el(
      "div",
      { class: `block ${block.type}`, "data-block": block.block_id },
      draw[block.type]?.(block, inBlock(block, use)) ?? unknown(block),
    ),
  );
}

/** Rows of a list have the same buttons: what is pressed is told by its block too. */
function inBlock(block, use) {
  return {
    ...use,
    act: (actionId, chosen, blockId = block.block_id) => use.act(actionId, chosen, blockId),
  };
}

const draw = {
  section: (block, use) =>
    el(
      "div",
      { class: block.accessory ? "with-accessory" : "" },
      el(
        "div",
        { class: "section-words" },
        block.text && el("div", { class: "words" }, words(block.text, use.look)),
        block.fields &&
          el(
            "div",
            { class: "fields" },
            block.fields.map((field) => el("div", { class: "words" }, words(field, use.look))),
          ),
      ),
      block.accessory && el("div", { class: "accessory" }, element(block.accessory, use)),
    ),
  header: (block, use) => el("h3", {}, words(block.text, use.look)),
  divider: () => el("hr"),
  context: (block, use) =>
    block.elements.map((each) =>
      each.type === "image" ? image(each, "tiny") : el("span", { class: "words" }, words(each, use.look)),
    ),
  actions: (block, use) => block.elements.map((each) => element(each, use)),
  image: (block, use) => [
    block.title && el("div", { class: "image-title" }, words(block.title, use.look)),
    image(block, "large"),
  ],
  input: (block, use) => field(block, use),
  rich_text: (block, use) => block.elements.map((each) => rich(each, use.look)),
  data_visualization: (block) => chart(block),
  table: (block, use) => table(block.rows, use, block.column_settings),
  data_table: (block, use) => [
    block.caption && el("div", { class: "caption" }, block.caption),
    table(block.rows, use, block.column_settings),
  ],
  markdown: (block, use) => el("div", { class: "words" }, words(block.text.replaceAll("**", "*"), use.look)),
  container: (block, use) =>
    el(
      "details",
      { open: !(block.collapsed ?? block.is_collapsed) },
      el("summary", {}, words(block.title ?? "More", use.look)),
      blocks(block.blocks ?? block.elements, use),
    ),
  card: (block, use) =>
    el(
      "div",
      { class: "card" },
      block.title && el("strong", {}, words(block.title, use.look)),
      block.subtitle && el("div", {}, words(block.subtitle, use.look)),
      block.body && el("div", {}, words(block.body, use.look)),
      block.actions &&
        el(
          "div",
          { class: "actions" },
          block.actions.map((each) => element(each, use)),
        ),
    ),
  alert: (block, use) =>
    el("div", { class: `alert ${block.level ?? "default"}` }, words(block.text, use.look)),
};

function unknown(block) {
  return el("em", { class: "quiet" }, `(a "${block.type}" block, which this page does not draw)`);
}

/** Legacy attachments: a coloured bar beside blocks, or a title with text and fields. */
export function attachments(list, use) {
  return (list ?? []).map((each) =>
    el(
      "div",
      {
        class: "attachment",
        style: `--bar:${/^#?[0-9a-f]{6}$/i.test(each.color ?? "") ? `#${each.color.replace("#", "")}` : "#dddddd"}`,
      },
      each.pretext && el("div", { class: "words" }, words(each.pretext, use.look)),
      each.author_name && el("div", { class: "quiet" }, each.author_name),
      each.title && el("strong", {}, each.title),
      each.text && el("div", { class: "words" }, words(each.text, use.look)),
      blocks(each.blocks, use),
      each.fields &&
        el(
          "div",
          { class: "fields" },
          each.fields.map(({ title, value }) =>
            el("div", {}, el("strong", {}, title), el("div", {}, words(value, use.look))),
          ),
        ),
      each.footer && el("div", { class: "quiet" }, each.footer),
    ),
  );
}

function image(block, size) {
  const url = safeUrl(block.image_url ?? "");
  return url
    ? el("img", {
        class: size,
        src: url,
        alt: block.alt_text ?? "",
        loading: "lazy",
        referrerpolicy: "no-referrer",
      })
    : el("em", { class: "quiet" }, block.alt_text ?? "(image)");
}

/** An element outside of an input block: using it tells the app at once. */
function element(each, use) {
  if (each.type === "image") return image(each, "small");
  if (each.type === "button") return button(each, use);
  if (each.type === "workflow_button")
    return el("button", { type: "button", class: "button", disabled: true }, words(each.text, use.look));
  if (each.type === "overflow") {
    const items = each.options.map((option) => ({
      label: words(option.text, use.look),
      run: () => act(each, use, option.value),
    }));
    return menu("More actions", "⋯", items, "button overflow");
  }
  return el(
    "div",
    { class: "control" },
    input(each, {
      ...use,
      label: each.placeholder?.text ?? "Choose",
      changed: (chosen) => act(each, use, chosen),
    }),
  );
}

function button(each, use) {
  const run = async (event) => {
    const pressed = event.currentTarget;
    const url = each.url && safeUrl(each.url);
    if (url) window.open(url, "_blank", "noopener");
    pressed.disabled = true;
    await act(each, use, null);
    pressed.disabled = false;
  };
  return el(
    "button",
    {
      type: "button",
      class: `button ${each.style ?? ""}`,
      "data-action": each.action_id,
      "aria-label": each.accessibility_label,
      onclick: run,
    },
    words(each.text, use.look),
  );
}

async function act(each, use, chosen) {
  if (each.confirm) {
    const { title, text, confirm, deny, style } = each.confirm;
    const agreed = await ask({
      title: title?.text ?? "Are you sure?",
      body: el("p", { class: "words" }, words(text, use.look)),
      yes: confirm?.text ?? "Yes",
      no: deny?.text ?? "Cancel",
      danger: style === "danger",
    });
    if (!agreed) return;
  }
  await use.act(each.action_id, chosen);
}

function field(block, use) {
  const id = `in-${block.block_id}`;
  const error = use.errors?.[block.block_id];
  const grouped =
    ["checkboxes", "radio_buttons"].includes(block.element.type) || block.element.type.startsWith("multi_");
  const control = input(block.element, {
    ...use,
    id,
    label: block.label.text,
    described: [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" "),
    invalid: Boolean(error),
    changed: (chosen) => {
      use.choices[block.element.action_id] = chosen;
      if (block.dispatch_action) void use.act(block.element.action_id, chosen);
    },
  });
  const label = [
    words(block.label, use.look),
    block.optional && el("span", { class: "quiet" }, " (optional)"),
  ];
  return el(
    "div",
    { class: `field ${error ? "wrong" : ""}` },
    grouped
      ? el("fieldset", {}, el("legend", {}, label), control)
      : [el("label", { for: id }, label), control],
    error && el("p", { class: "error", id: `${id}-error` }, error),
    block.hint && el("p", { class: "quiet", id: `${id}-hint` }, words(block.hint, use.look)),
  );
}

function table(rows, use, settings = []) {
  const [head = [], ...rest] = rows ?? [];
  const number = (cell) => cell?.type === "raw_number";
  const cells = (row, tag) =>
    row.map((cell, at) =>
      el(
        tag,
        {
          class: settings[at]?.align ?? (number(rest[0]?.[at]) ? "right" : ""),
          scope: tag === "th" ? "col" : undefined,
        },
        cellWords(cell, use),
      ),
    );
  return el(
    "div",
    { class: "table-box", tabindex: "0", role: "region", "aria-label": "Table" },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, cells(head, "th"))),
      el(
        "tbody",
        {},
        rest.map((row) => el("tr", {}, cells(row, "td"))),
      ),
    ),
  );
}

function cellWords(cell, use) {
  if (cell.type === "rich_text") return cell.elements.map((each) => rich(each, use.look));
  if (cell.type === "action" || cell.type === "button") return element(cell.element ?? cell, use);
  return String(cell.text ?? cell.value ?? "");
}

function rich(node, look) {
  const inside = (node.elements ?? []).map((each) => richInline(each, look));
  switch (node.type) {
    case "rich_text_list": {
      const items = node.elements.map((each) => el("li", {}, rich(each, look)));
      return el(
        node.style === "ordered" ? "ol" : "ul",
        { class: "rich-list", style: `margin-left:${(node.indent ?? 0) * 24}px` },
        items,
      );
    }
    case "rich_text_preformatted":
      return el("pre", {}, inside);
    case "rich_text_quote":
      return el("blockquote", {}, inside);
    default:
      return el("span", { class: "words" }, inside);
  }
}

function richInline(node, look) {
  const base = {
    text: () => (node.text ?? "").split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line])),
    emoji: () => emoji(node.name),
    link: () => {
      const url = safeUrl(node.url);
      return url
        ? el("a", { href: url, target: "_blank", rel: "noreferrer" }, node.text ?? node.url)
        : (node.text ?? node.url);
    },
    user: () => el("span", { class: "mention" }, `@${look.person(node.user_id) ?? node.user_id}`),
    usergroup: () => el("span", { class: "mention" }, `@${look.group(node.usergroup_id) ?? "group"}`),
    channel: () => channelLink(node.channel_id, undefined, look),
    broadcast: () => el("span", { class: "mention loud" }, `@${node.range}`),
    date: () => el("time", {}, when(node.timestamp, node.format, look)),
  }[node.type];
  let shown = base ? base() : "";
  for (const [style, tag] of [
    ["bold", "strong"],
    ["italic", "em"],
    ["strike", "s"],
    ["code", "code"],
  ])
    if (node.style?.[style]) shown = el(tag, {}, shown);
  return shown;
}
