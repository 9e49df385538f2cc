// Every kind of input that Slack's forms know, as the browser's own controls. `use.changed(chosen)` hears each change.
import { el } from "./dom.js";
import { words } from "./words.js";

/** use: { id, label, choices, changed, look, described, invalid, suggest } */
export function input(element, use) {
  const held = element.action_id in (use.choices ?? {}) ? use.choices[element.action_id] : initial(element);
  const common = {
    id: use.id,
    "aria-label": use.id ? undefined : use.label,
    "aria-describedby": use.described || undefined,
    "aria-invalid": use.invalid ? "true" : undefined,
    "data-action": element.action_id,
  };
  return (kinds[element.type] ?? unsupported)(element, use, held, common);
}

const kinds = {
  plain_text_input: (element, use, held, common) =>
    element.multiline
      ? el("textarea", {
          ...common,
          rows: 4,
          placeholder: element.placeholder?.text,
          maxlength: element.max_length,
          value: held ?? "",
          oninput: (event) => use.changed(event.target.value),
        })
      : line("text", element, use, held, common),
  rich_text_input: (element, use, held, common) =>
    el("textarea", {
      ...common,
      rows: 4,
      placeholder: element.placeholder?.text,
      value: held ?? "",
      oninput: (event) => use.changed(event.target.value),
    }),
  email_text_input: (element, use, held, common) => line("email", element, use, held, common),
  url_text_input: (element, use, held, common) => line("url", element, use, held, common),
  number_input: (element, use, held, common) =>
    line("text", element, use, held, { ...common, inputmode: "decimal" }),
  datepicker: (_, use, held, common) =>
    el("input", {
      ...common,
      type: "date",
      value: held ?? "",
      onchange: (event) => use.changed(event.target.value || null),
    }),
  timepicker: (_, use, held, common) =>
    el("input", {
      ...common,
      type: "time",
      value: held ?? "",
      onchange: (event) => use.changed(event.target.value || null),
    }),
  datetimepicker: (_, use, held, common) =>
    el("input", {
      ...common,
      type: "datetime-local",
      value: held ? wallClock(held, use.look.zone) : "",
      onchange: (event) =>
        use.changed(event.target.value ? instantOf(event.target.value, use.look.zone) : null),
    }),
  static_select: (element, use, held, common) => select(element, use, idOf(held), common, optionsOf(element)),
  users_select: (element, use, held, common) => select(element, use, held, common, use.look.people()),
  conversations_select: (element, use, held, common) =>
    select(element, use, held, common, use.look.channels()),
  channels_select: (element, use, held, common) => select(element, use, held, common, use.look.channels()),
  radio_buttons: (element, use, held) => choices("radio", element, use, [idOf(held)], optionsOf(element)),
  checkboxes: (element, use, held) =>
    choices("checkbox", element, use, (held ?? []).map(idOf), optionsOf(element)),
  multi_static_select: (element, use, held) =>
    choices("checkbox", element, use, (held ?? []).map(idOf), optionsOf(element)),
  multi_users_select: (element, use, held) =>
    choices("checkbox", element, use, held ?? [], use.look.people()),
  multi_conversations_select: (element, use, held) =>
    choices("checkbox", element, use, held ?? [], use.look.channels()),
  multi_channels_select: (element, use, held) =>
    choices("checkbox", element, use, held ?? [], use.look.channels()),
  external_select: external,
};

function line(type, element, use, held, common) {
  return el("input", {
    ...common,
    type,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    value: held ?? "",
    oninput: (event) => use.changed(event.target.value),
  });
}

function select(element, use, held, common, options) {
  return el(
    "select",
    { ...common, onchange: (event) => use.changed(event.target.value || null) },
    el("option", { value: "", selected: !held }, element.placeholder?.text ?? "Choose…"),
    options
      .map(({ value, text, group }) => ({ value, text, group }))
      .map(({ value, text }) => el("option", { value, selected: value === held }, text)),
  );
}

function choices(type, element, use, held, options) {
  const name = `${use.id ?? "c"}-${element.action_id}`;
  const box = el(
    "div",
    { class: "choices", role: use.id ? undefined : "group", "aria-label": use.id ? undefined : use.label },
    options.map(({ value, text, description }, at) =>
      el(
        "label",
        {},
        el("input", {
          type,
          name,
          id: at === 0 ? use.id : undefined,
          value,
          checked: held.includes(value),
          onchange: read,
        }),
        el("span", {}, text, description && el("small", { class: "quiet" }, description)),
      ),
    ),
  );
  function read() {
    const chosen = [...box.querySelectorAll("input:checked")].map((each) => each.value);
    use.changed(type === "radio" ? (chosen[0] ?? null) : chosen);
  }
  return box;
}

/** An external select asks the app for options while one types. */
function external(element, use, held, common) {
  const list = el("datalist", { id: `list-${element.action_id}` });
  let options = held ? [held] : [];
  const field = el("input", {
    ...common,
    type: "search",
    list: list.id,
    placeholder: element.placeholder?.text ?? "Type to search",
    value: held?.text?.text ?? "",
    oninput: async () => {
      const chosen = options.find((option) => option.text.text === field.value);
      if (chosen) return use.changed(chosen);
      if (field.value.length < (element.min_query_length ?? 3)) return;
      options = await use.suggest(element.action_id, field.value);
      list.replaceChildren(...options.map((option) => el("option", { value: option.text.text })));
    },
  });
  return el("span", {}, field, list);
}

function unsupported(element) {
  return el("em", { class: "quiet" }, `(a "${element.type}", which this page does not draw)`);
}

const optionsOf = (element) =>
  [...(element.options ?? []), ...(element.option_groups ?? []).flatMap(({ options }) => options)].map(
    ({ value, text, description }) => ({
      value,
      text:
        words({ type: "plain_text", text: text.text })
          .filter((part) => typeof part === "string")
          .join("") || text.text,
      description: description?.text,
    }),
  );

const idOf = (option) => (option && typeof option === "object" ? option.value : option);

function initial(element) {
  return (
    element.initial_value ??
    element.initial_option ??
    element.initial_options ??
    element.initial_date ??
    element.initial_time ??
    element.initial_date_time ??
    element.initial_user ??
    element.initial_users ??
    element.initial_channel ??
    element.initial_conversation ??
    null
  );
}

/** `2026-11-22T16:00` where the person is, as everything else on the page is told, not where the browser is. */
function wallClock(seconds, zone) {
  const shown = { dateStyle: "short", timeStyle: "short", timeZone: zone };
  return new Intl.DateTimeFormat("sv-SE", shown).format(seconds * 1000).replace(" ", "T");
}

/** In epoch seconds; a second look mends a guess that lies across a change of the clocks. */
function instantOf(typed, zone) {
  const asIfUtc = Date.parse(`${typed}Z`) / 1000;
  const aheadAt = (seconds) => Date.parse(`${wallClock(seconds, zone)}Z`) / 1000 - seconds;
  return asIfUtc - aheadAt(asIfUtc - aheadAt(asIfUtc));
}
