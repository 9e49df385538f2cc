import type { Marks } from "../../domain/mark.ts";

/** "2 found this useful, 1 not."; undefined while nobody has said anything. */
export function marksLine({ useful, notUseful }: Marks): string | undefined {
  if (useful === 0) return notUseful === 0 ? undefined : `${notUseful} found this not useful.`;
  return `${useful} found this useful${notUseful === 0 ? "" : `, ${notUseful} not`}.`;
}

/** What the clicker alone is told. */
export function markedText(isUseful: boolean, isChange: boolean): string {
  const word = isUseful ? "useful" : "not useful";
  return isChange
    ? `Noted: ${word} to you. Press the other button if you change your mind; \`/earshot status\` counts what people say.`
    : `You have said already that this is ${word}. Press the other button to change it.`;
}
