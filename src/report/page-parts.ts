import { escapeHtml } from "./html-page.ts";

/** A part of the page: what is to be known in words, a picture, and every number. @param parts are safe already */
export function section(title: string, lead: string | string[], ...parts: string[]): string {
  const leads = [lead].flat().map((each) => `<p>${escapeHtml(each)}</p>`);
  return `<section><h2>${escapeHtml(title)}</h2>${leads.join("")}${parts.join("\n")}</section>`;
}

/** A table whose first column names its rows; numbers stand to the right. @param rows of words, or safe HTML by `raw` */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | { raw: string })[])[],
  { words = 1 }: { words?: number } = {},
): string {
  const cell = (each: string | { raw: string }) => (typeof each === "string" ? escapeHtml(each) : each.raw);
  const kind = (at: number) => (at < words ? "" : ' class="number"');
  const heads = head.map((each, at) => `<th scope="col"${kind(at)}>${escapeHtml(each)}</th>`);
  const lines = rows.map(
    ([name = "", ...cells]) =>
      `<tr><th scope="row">${cell(name)}</th>${cells.map((each, at) => `<td${kind(at + 1)}>${cell(each)}</td>`).join("")}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${heads.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}
