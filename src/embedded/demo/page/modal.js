// The topmost form of the acting person, as a dialog that keeps what was typed while the app answers.
import { blocks } from "./blocks.js";
import { el } from "./dom.js";
import { words } from "./words.js";

let shown;
/** What was chosen in each open form, by its view's id: the one beneath keeps it while another is on top. */
let chosen = new Map();

/** Opens, redraws or closes the dialog so that it agrees with the state. */
export function showModal(state, { look, act, me }) {
  const modal = state.modals.at(-1);
  const signature = modal && `${me} ${modal.view.id} ${modal.view.hash} ${JSON.stringify(modal.errors)}`;
  if (shown?.signature === signature) return;
  shown?.dialog.remove();
  shown = undefined;
  chosen = new Map(state.modals.map(({ view: { id } }) => [id, chosen.get(id) ?? {}]));
  if (!modal) return;
  const choices = chosen.get(modal.view.id);
  const { view, errors } = modal;
  const close = () => act({ do: "close" });
  const use = {
    look,
    choices,
    errors,
    act: (actionId, chosen, blockId) =>
      act({ do: "click", target: { view: view.id }, actionId, blockId, chosen, choices }),
    suggest: async (actionId, typed) =>
      (await act({ do: "suggest", target: { view: view.id }, actionId, typed })).options ?? [],
  };
  const submit = async (event) => {
    event.preventDefault();
    const send = dialog.querySelector("[data-submit]");
    if (send) send.disabled = true;
    await act({ do: "submit", choices });
    if (send) send.disabled = false;
  };
  const dialog = el(
    "dialog",
    {
      class: "modal",
      "aria-labelledby": "modal-title",
      oncancel: (event) => {
        event.preventDefault();
        void close();
      },
    },
    el(
      "form",
      { novalidate: true, onsubmit: submit },
      el(
        "header",
        {},
        el("h2", { id: "modal-title" }, words(view.title, look)),
        el("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, "✕"),
      ),
      el("div", { class: "modal-body" }, blocks(view.blocks, use)),
      el(
        "footer",
        {},
        el(
          "button",
          { type: "button", class: "button", onclick: close },
          view.close ? words(view.close, look) : "Cancel",
        ),
        view.submit &&
          el("button", { class: "button primary", "data-submit": true }, words(view.submit, look)),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  shown = { dialog, signature };
  (
    dialog.querySelector(".wrong input, .wrong textarea, .wrong select") ??
    dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body select")
  )?.focus();
}
