// The only way this page makes elements: words always become text nodes, so nothing a customer wrote can become markup.

/** el("p", { class: "x", onclick }, "words", child): attributes; `on...` are listeners; empty children are left out. */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected" || name === "disabled")
      node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children
      .flat(Number.POSITIVE_INFINITY)
      .filter((child) => child !== undefined && child !== null && child !== false && child !== ""),
  );
  return node;
}

/** A link only where a link may lead: customers' words hold `javascript:` too. */
export function safeUrl(url) {
  try {
    const { protocol, href } = new URL(url, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** A button that opens a small menu; items are `{ label, run, danger }`. Esc, Tab and a click elsewhere close it. */
export function menu(label, content, items, className = "icon-button") {
  const list = el("div", { class: "menu", role: "menu", hidden: true });
  const close = () => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("click", outside, true);
  };
  const outside = (event) => {
    if (!box.contains(event.target)) close();
  };
  const open = () => {
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("click", outside, true);
    list.querySelector("button")?.focus();
  };
  const button = el(
    "button",
    {
      type: "button",
      class: className,
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      title: label,
      onclick: () => (list.hidden ? open() : close()),
    },
    content,
  );
  list.append(
    ...items.map((item) =>
      el(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: item.danger ? "danger" : "",
          onclick: () => {
            close();
            button.focus();
            item.run();
          },
        },
        item.label,
      ),
    ),
  );
  const box = el(
    "span",
    {
      class: "menu-box",
      onkeydown: (event) => {
        const all = [...list.querySelectorAll("button")];
        const at = all.indexOf(document.activeElement);
        if (event.key === "Escape" && !list.hidden) {
          close();
          button.focus();
          event.stopPropagation();
        }
        if (event.key === "Tab") close();
        if (event.key === "ArrowDown" && !list.hidden) {
          all[(at + 1) % all.length]?.focus();
          event.preventDefault();
        }
        if (event.key === "ArrowUp" && !list.hidden) {
          all[(at - 1 + all.length) % all.length]?.focus();
          event.preventDefault();
        }
      },
    },
    button,
    list,
  );
  return box;
}

/** Asks in a dialog; resolves to true or false. */
export function ask({ title, body, yes = "Yes", no = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const done = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = el(
      "dialog",
      { class: "modal small", "aria-label": title, oncancel: () => done(false) },
      el("header", {}, el("h2", {}, title)),
      el("div", { class: "modal-body" }, body),
      el(
        "footer",
        {},
        el("button", { type: "button", class: "button", onclick: () => done(false) }, no),
        el(
          "button",
          { type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: () => done(true) },
          yes,
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Says what went wrong, for a while, without taking the focus. */
export function toast(words) {
  const box = document.getElementById("toasts");
  const note = el("p", {}, words);
  box.append(note);
  setTimeout(() => note.remove(), 8000);
}

/** Redraws only what changed, so that focus, open menus and half-typed words stay. */
export function keyed(box, rows) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  rows.forEach(({ key, signature, make }, index) => {
    let node = old.get(key);
    if (node?.signature !== signature) {
      const fresh = make();
      fresh.dataset.key = key;
      fresh.signature = signature;
      node?.remove();
      node = fresh;
    }
    old.delete(key);
    if (box.children[index] !== node) box.insertBefore(node, box.children[index] ?? null);
  });
  for (const node of old.values()) node.remove();
}
