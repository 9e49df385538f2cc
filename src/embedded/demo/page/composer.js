import { el, menu } from "./dom.js";

/** A line to write in; with commands suggested while it begins with a slash. */
export function composer(form, { placeholder, send, commands = [], shortcuts = [] }) {
  const withCommands = commands.length > 0;
  const list = el("ul", {
    class: "commands",
    role: "listbox",
    id: "commands",
    "aria-label": "Commands",
    hidden: true,
  });
  const field = el("input", {
    type: "text",
    "aria-label": placeholder,
    placeholder,
    autocomplete: "off",
    role: withCommands ? "combobox" : undefined,
    "aria-expanded": withCommands ? "false" : undefined,
    "aria-controls": withCommands ? "commands" : undefined,
  });
  let chosen = 0;
  const matching = () =>
    withCommands && /^\/\S*$/.test(field.value)
      ? commands.filter(({ command }) => command.startsWith(field.value))
      : [];
  const suggest = () => {
    const found = matching();
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    list.replaceChildren(
      ...found.map(({ command, hint, description }, index) =>
        el(
          "li",
          { role: "option", "aria-selected": String(index === chosen), onclick: () => take(command) },
          el("b", {}, command),
          " ",
          el("span", { class: "quiet" }, hint),
          el("small", {}, description),
        ),
      ),
    );
  };
  const take = (command) => {
    field.value = `${command} `;
    field.focus();
    suggest();
  };
  field.addEventListener("input", () => {
    chosen = 0;
    suggest();
  });
  field.addEventListener("keydown", (event) => {
    const found = matching();
    if (found.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      event.preventDefault();
      suggest();
    } else if (event.key === "Tab" || (event.key === "Enter" && field.value !== found[chosen].command)) {
      event.preventDefault();
      take(found[chosen].command);
    } else if (event.key === "Escape") list.hidden = true;
  });
  form.onsubmit = async (event) => {
    event.preventDefault();
    const line = field.value.trim();
    if (!line) return;
    field.value = "";
    list.hidden = true;
    const said = await send(line);
    if (!said.ok) field.value = line;
  };
  form.append(
    list,
    shortcuts.length ? menu("Shortcuts", "⚡", shortcuts) : "",
    field,
    el("button", { class: "button send", "aria-label": "Send" }, "➤"),
  );
  return form;
}
