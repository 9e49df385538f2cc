/** Any JSON object of Slack's: we carry most of it untouched and look only at what we must. */
export type Json = { [key: string]: unknown };

/** What a person chose in an input: text, an option's value, several of them, a date, a number of seconds, or nothing. */
export type Chosen = string | number | string[] | Json | Json[] | null;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Slack names every block and element that came without a name; clicks and inputs are told by these names. */
export function named(blocks: Json[]): Json[] {
  return blocks.map((block, at) => ({
    ...block,
    block_id: text(block.block_id) || `b${at}`,
    ...(isObject(block.element) && { element: withActionId(block.element, 0) }),
    ...(isObject(block.accessory) && { accessory: withActionId(block.accessory, 0) }),
    ...(block.type === "actions" && { elements: objects(block.elements).map(withActionId) }),
  }));
}

const withActionId = (element: Json, at: number): Json => ({
  ...element,
  action_id: text(element.action_id) || `a${at}`,
});

/** Every element of these blocks that a person can use, with the block it stands in. */
export function controls(blocks: Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) =>
    [block.element, block.accessory, ...(block.type === "actions" ? objects(block.elements) : [])]
      .filter(isObject)
      .filter((element) => text(element.action_id) !== "" && element.type !== "image")
      .map((element) => ({ block, element })),
  );
}

/** A message's blocks wherever they stand: on their own or inside coloured attachments. */
export function allBlocks(message: Json): Json[] {
  return [
    ...objects(message.blocks),
    ...objects(message.attachments).flatMap((each) => objects(each.blocks)),
  ];
}

/** What Slack reports of an element when a person chose this in it. */
export function chosenFields(element: Json, chosen: Chosen): Json {
  const type = text(element.type);
  const one = (value: unknown): unknown => (isObject(value) ? value : (optionOf(element, value) ?? null));
  const many = (Array.isArray(chosen) ? chosen : chosen === null ? [] : [chosen]) as unknown[];
  switch (type) {
    case "button":
      return { text: element.text, ...(element.value !== undefined && { value: element.value }) };
    case "static_select":
    case "external_select":
    case "radio_buttons":
    case "overflow":
      return { selected_option: one(chosen) };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { selected_options: many.map(one).filter(Boolean) };
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return { [type.replace("multi_", "selected_").replace("_select", "")]: many };
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return { [`selected_${type.slice(0, -"s_select".length)}`]: chosen };
    case "datepicker":
      return { selected_date: chosen };
    case "timepicker":
      return { selected_time: chosen, ...(element.timezone !== undefined && { timezone: element.timezone }) };
    case "datetimepicker":
      return { selected_date_time: chosen === null ? null : Number(chosen) };
    default:
      return { value: chosen === "" ? null : chosen };
  }
}

/** What an element holds before anybody touched it. */
export function initialChoice(element: Json): Chosen {
  const held =
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
    null;
  return held as Chosen;
}

export function optionsOf(element: Json): Json[] {
  return [
    ...objects(element.options),
    ...objects(element.option_groups).flatMap((group) => objects(group.options)),
  ];
}

function optionOf(element: Json, value: unknown): Json | undefined {
  return optionsOf(element).find((option) => option.value === value);
}
