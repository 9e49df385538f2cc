import { isObject, type Json, objects, optionsOf, text } from "./blocks.ts";

/** Slack's own answer to blocks it does not accept; `messages` point at each wrong place. Empty: all is well. */
export function limitErrors(blocks: Json[], room: "message" | "view", at = "/blocks"): string[] {
  const errors: string[] = [];
  const wrong = (pointer: string, what: string): void => {
    errors.push(`[ERROR] ${what} [json-pointer:${at}${pointer}]`);
  };
  const most = room === "message" ? 50 : 100;
  if (blocks.length > most) errors.push(`[ERROR] no more than ${most} items allowed [json-pointer:${at}]`);
  const ids = blocks.map((block) => text(block.block_id)).filter(Boolean);
  if (new Set(ids).size < ids.length) wrong("", "`block_id` must be unique");
  if (blocks.filter(({ type }) => type === "table").length > 1) wrong("", "only one table allowed");
  blocks.forEach((block, index) => {
    checkBlock(block, room, (pointer, what) => wrong(`/${index}${pointer}`, what));
  });
  return errors;
}

/** The limits of a modal or a home tab as a whole. */
export function viewErrors(view: Json): string[] {
  const errors = limitErrors(objects(view.blocks), "view", "/view/blocks");
  const wrong = (field: string, what: string): void => {
    errors.push(`[ERROR] ${what} [json-pointer:/view/${field}]`);
  };
  for (const field of ["title", "submit", "close"]) {
    if (isObject(view[field])) within(view[field], 24, (what) => wrong(field, what));
  }
  if (text(view.private_metadata).length > 3000)
    wrong("private_metadata", "must be less than 3001 characters");
  if (text(view.callback_id).length > 255) wrong("callback_id", "must be less than 256 characters");
  const hasInput = objects(view.blocks).some((block) => block.type === "input");
  if (view.type === "modal" && hasInput && !isObject(view.submit))
    wrong("submit", "missing required field: submit");
  return errors;
}

type Wrong = (pointer: string, what: string) => void;

const BLOCKS = new Set(
  "section header divider context actions image input rich_text data_visualization table data_table container card alert video markdown file context_actions".split(
    " ",
  ),
);

function checkBlock(block: Json, room: "message" | "view", wrong: Wrong): void {
  const type = text(block.type);
  if (!BLOCKS.has(type)) wrong("/type", `unsupported type: ${type || "none"}`);
  if (text(block.block_id).length > 255) wrong("/block_id", "must be less than 256 characters");
  if (type === "section") checkSection(block, wrong);
  if (type === "header") {
    within(block.text, 150, (what) => wrong("/text", what));
    if (isObject(block.text) && block.text.type !== "plain_text") wrong("/text/type", "must be plain_text");
  }
  if (type === "context") {
    counted(block.elements, 1, 10, (what) => wrong("/elements", what));
    objects(block.elements).forEach((element, index) => {
      if (element.type !== "image") within(element, 3000, (what) => wrong(`/elements/${index}`, what));
    });
  }
  if (type === "actions") {
    counted(block.elements, 1, 25, (what) => wrong("/elements", what));
    const ids = objects(block.elements)
      .map((element) => text(element.action_id))
      .filter(Boolean);
    if (new Set(ids).size < ids.length) wrong("/elements", "`action_id` must be unique within a block");
    objects(block.elements).forEach((element, index) => {
      checkElement(element, (pointer, what) => wrong(`/elements/${index}${pointer}`, what));
    });
  }
  if (type === "input") {
    within(block.label, 2000, (what) => wrong("/label", what));
    if (block.hint !== undefined) within(block.hint, 2000, (what) => wrong("/hint", what));
    if (isObject(block.element))
      checkElement(block.element, (pointer, what) => wrong(`/element${pointer}`, what));
    else wrong("/element", "missing required field: element");
  }
  if (type === "image" && (!text(block.alt_text) || !(text(block.image_url) || isObject(block.slack_file)))) {
    wrong("", "an image needs image_url and alt_text");
  }
  if (type === "data_visualization") checkChart(block, room, wrong);
  if (type === "table") checkTable(block, wrong);
  if (type === "alert" && room === "message") wrong("/type", "unsupported type: alert");
}

function checkSection(block: Json, wrong: Wrong): void {
  if (block.text === undefined && block.fields === undefined)
    wrong("", "missing required field: text or fields");
  if (block.text !== undefined) within(block.text, 3000, (what) => wrong("/text", what));
  if (block.fields !== undefined) counted(block.fields, 1, 10, (what) => wrong("/fields", what));
  objects(block.fields).forEach((field, index) => {
    within(field, 2000, (what) => wrong(`/fields/${index}`, what));
  });
  if (isObject(block.accessory))
    checkElement(block.accessory, (pointer, what) => wrong(`/accessory${pointer}`, what));
}

function checkElement(element: Json, wrong: Wrong): void {
  if (text(element.action_id).length > 255) wrong("/action_id", "must be less than 256 characters");
  if (element.placeholder !== undefined)
    within(element.placeholder, 150, (what) => wrong("/placeholder", what));
  if (isObject(element.confirm)) {
    within(element.confirm.title, 100, (what) => wrong("/confirm/title", what));
    within(element.confirm.text, 300, (what) => wrong("/confirm/text", what));
  }
  if (element.type === "button") {
    within(element.text, 75, (what) => wrong("/text", what));
    if (text(element.value).length > 2000) wrong("/value", "must be less than 2001 characters");
    if (element.style !== undefined && !["primary", "danger"].includes(text(element.style)))
      wrong("/style", "must be primary or danger");
  }
  if (element.options === undefined && element.option_groups === undefined) return;
  if (element.options !== undefined)
    counted(element.options, 1, element.type === "overflow" ? 5 : 100, (what) => wrong("/options", what));
  const options = optionsOf(element);
  options.forEach((option, index) => {
    within(option.text, 75, (what) => wrong(`/options/${index}/text`, what));
    if (!text(option.value) || text(option.value).length > 150)
      wrong(`/options/${index}/value`, "must be 1 to 150 characters");
  });
  const initial = [
    ...(isObject(element.initial_option) ? [element.initial_option] : []),
    ...objects(element.initial_options),
  ];
  if (initial.some((chosen) => !options.some((option) => option.value === chosen.value))) {
    wrong("/initial_option", "must be one of the options");
  }
}

function checkTable(block: Json, wrong: Wrong): void {
  counted(block.rows, 1, 100, (what) => wrong("/rows", what));
  if (block.column_settings !== undefined)
    counted(block.column_settings, 0, 20, (what) => wrong("/column_settings", what));
  (Array.isArray(block.rows) ? block.rows : []).forEach((row, index) => {
    counted(row, 1, 20, (what) => wrong(`/rows/${index}`, what));
    objects(row).forEach((cell, at) => {
      if (cell.type === "raw_text") within(cell, 2000, (what) => wrong(`/rows/${index}/${at}/text`, what));
    });
  });
}

function checkChart(block: Json, room: "message" | "view", wrong: Wrong): void {
  if (room === "view") wrong("/type", "unsupported type: data_visualization");
  if (!text(block.title) || text(block.title).length > 50) wrong("/title", "must be 1 to 50 characters");
  const chart = isObject(block.chart) ? block.chart : {};
  if (!["line", "bar", "area", "pie"].includes(text(chart.type))) {
    wrong("/chart/type", "must be line, bar, area or pie");
  }
  if (chart.type === "pie") {
    counted(chart.segments, 1, 6, (what) => wrong("/chart/segments", what));
    return;
  }
  counted(chart.series, 1, 6, (what) => wrong("/chart/series", what));
  const axis = isObject(chart.axis_config) ? chart.axis_config : {};
  const categories = Array.isArray(axis.categories) ? axis.categories : [];
  counted(categories, 1, 20, (what) => wrong("/chart/axis_config/categories", what));
  if (categories.some((label) => !text(label) || text(label).length > 20)) {
    wrong("/chart/axis_config/categories", "labels must be 1 to 20 characters");
  }
  if (new Set(categories).size < categories.length)
    wrong("/chart/axis_config/categories", "labels must be unique");
  objects(chart.series).forEach((series, index) => {
    const points = objects(series.data);
    const fits =
      points.length === categories.length && points.every((point) => categories.includes(point.label));
    if (!fits || !points.every((point) => Number.isFinite(point.value))) {
      wrong(`/chart/series/${index}/data`, "must hold one finite number for each category");
    }
  });
}

function within(object: unknown, most: number, wrong: (what: string) => void): void {
  const said = isObject(object) ? text(object.text) : "";
  if (said.length === 0) wrong("must be more than 0 characters");
  if (said.length > most) wrong(`must be less than ${most + 1} characters`);
}

function counted(list: unknown, least: number, most: number, wrong: (what: string) => void): void {
  const length = Array.isArray(list) ? list.length : 0;
  if (length < least) wrong(`must have at least ${least} items`);
  if (length > most) wrong(`no more than ${most} items allowed`);
}
