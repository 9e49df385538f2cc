import { type Chosen, chosenFields, controls, initialChoice, type Json, text } from "./blocks.ts";

/** What was chosen in a view's inputs, by action id; what is left out keeps what the view showed first. */
export type Choices = { [actionId: string]: Chosen };
/** The values of all inputs, as `view.state.values`: what was chosen, else what stood there first. */
export function stateOf(blocks: Json[], choices: Choices): { [blockId: string]: Json } {
  const values: { [blockId: string]: Json } = {};
  for (const { block, element } of controls(blocks)) {
    if (element.type === "button" || element.type === "overflow") continue;
    const actionId = text(element.action_id);
    const chosen = actionId in choices ? (choices[actionId] ?? null) : initialChoice(element);
    values[text(block.block_id)] = {
      ...values[text(block.block_id)],
      [actionId]: { type: element.type, ...chosenFields(element, chosen) },
    };
  }
  return values;
}

/** Slack itself refuses to send a form whose required inputs are empty or out of bounds. */
export function missing(blocks: Json[], choices: Choices): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of controls(blocks)) {
    if (block.type !== "input") continue;
    const actionId = text(element.action_id);
    const chosen = actionId in choices ? (choices[actionId] ?? null) : initialChoice(element);
    const empty = chosen === null || chosen === "" || (Array.isArray(chosen) && chosen.length === 0);
    if (empty && !block.optional) errors[text(block.block_id)] = "Please complete this required field.";
    if (empty || typeof chosen !== "string") continue;
    if (element.type === "number_input" && !Number.isFinite(Number(chosen)))
      errors[text(block.block_id)] = "Please enter a number.";
    if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(chosen))
      errors[text(block.block_id)] = "Please enter a valid email address.";
    const most = Number(element.max_length ?? Number.POSITIVE_INFINITY);
    if (chosen.length > most)
      errors[text(block.block_id)] = `Please shorten this to ${most} characters or less.`;
  }
  return errors;
}
