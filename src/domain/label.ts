/** A first name for a code that people have not named yet: `invoice-wrong` is "Invoice wrong". */
export function labelOf(code: string): string {
  const words = code.replace(/[-_./\s]+/g, " ").trim();
  return words === "" ? code : words[0]?.toUpperCase() + words.slice(1);
}
