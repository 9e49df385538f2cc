/** A reason's code, label and other spellings, and what people say of it; null: nothing. */
type Named = { code: string; label: string; aliases: readonly string[]; isVague: boolean | null };

const SAYS_NOTHING = new Set(
  "other others misc miscellaneous unknown various general unspecified undefined uncoded none else na muu muut muuta muita sekalaiset sekalainen tuntematon yleinen yleiset määrittelemätön".split(
    " ",
  ),
);
const FILLERS = new Set(
  "a an and or the to of no not any all something reason reasons code contact contacts issue issues question questions request requests topic inquiry syy syitä syyt asia asiat aihe kysymys ja tai ei".split(
    " ",
  ),
);

/**
 * Whether a reason says nothing: "other", "misc", "muu syy". Unless people say so, or that it does not, its code or label is
 * made of such words alone: "other invoice question" is a reason like any.
 */
export function isOtherCode({ code, label, aliases, isVague }: Named): boolean {
  if (isVague !== null) return isVague;
  return [code, label, ...aliases].some((name) => {
    const words = name.toLowerCase().match(/\p{L}+/gu) ?? [];
    return (
      words.some((word) => SAYS_NOTHING.has(word)) &&
      words.every((word) => SAYS_NOTHING.has(word) || FILLERS.has(word))
    );
  });
}
