import type { ModalView } from "@slack/types";
import { plain } from "./words.ts";

/** What the form starts with. */
export type PromiseDraft = { owner: string; customer?: string; text?: string; dueAt?: Date };

export const PROMISE_FORM = "promise-form";

/** The form for a promise; a date-time picker shows the person's own zone. */
export function promiseForm({ owner, customer, text, dueAt }: PromiseDraft): ModalView {
  return {
    type: "modal",
    callback_id: PROMISE_FORM,
    title: { type: "plain_text", text: "Log a promise" },
    submit: { type: "plain_text", text: "Promise" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: "customer",
        label: { type: "plain_text", text: "Customer" },
        hint: { type: "plain_text", text: "Phone number, e-mail, id or name" },
        element: {
          type: "plain_text_input",
          action_id: "customer",
          max_length: 200,
          ...(customer ? { initial_value: plain(customer, 200) } : {}),
        },
      },
      {
        type: "input",
        block_id: "text",
        label: { type: "plain_text", text: "What was promised" },
        element: {
          type: "plain_text_input",
          action_id: "text",
          multiline: true,
          max_length: 1000,
          ...(text ? { initial_value: plain(text, 1000) } : {}),
        },
      },
      {
        type: "input",
        block_id: "due",
        label: { type: "plain_text", text: "By when" },
        element: {
          type: "datetimepicker",
          action_id: "due",
          ...(dueAt ? { initial_date_time: Math.floor(dueAt.getTime() / 1000) } : {}),
        },
      },
      {
        type: "input",
        block_id: "owner",
        label: { type: "plain_text", text: "Who keeps it" },
        element: { type: "users_select", action_id: "owner", initial_user: owner },
      },
    ],
  };
}
