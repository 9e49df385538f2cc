import type { ViewOutput } from "@slack/bolt";
import type { Read } from "../../domain/calendar/read.ts";
import type { Fault } from "../../domain/fault.ts";
import { faultSentence } from "../language/fault-text.ts";
import type { Words } from "../language/words.ts";

type Values = ViewOutput["state"]["values"];
type Field = { [K in keyof Values[string][string]]: Values[string][string][K] };

/** A form as it was filled in; every field's block and action are called the same. */
export type FormFields = {
  /** What is wrong, by field. */
  errors: Record<string, string>;
  field(id: string): Field | undefined;
  /** What was typed, trimmed. */
  text(id: string): string;
  /** The value of what was chosen. */
  chosen(id: string): string | undefined;
  /** What was read; or `otherwise`, and why not is among the errors. */
  checked<T>(id: string, read: Read<T, Fault>, otherwise: T): T;
};

export function formFields(words: Words, values: Values): FormFields {
  const errors: Record<string, string> = {};
  const field = (id: string): Field | undefined => values[id]?.[id];
  return {
    errors,
    field,
    // PostgreSQL holds no NUL.
    text: (id) => (field(id)?.value ?? "").replaceAll("\0", "").trim(),
    chosen: (id) => field(id)?.selected_option?.value,
    checked(id, read, otherwise) {
      if (read.kind === "read") return read.value;
      errors[id] = faultSentence(words, read.why);
      return otherwise;
    },
  };
}
