import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { messageOf, SetupError } from "../../errors.ts";

const code = z.string().trim().min(1).max(64);

const file = z.strictObject({
  rules: z.array(z.strictObject({ reason: code, match: z.array(z.string().min(1)).min(1) })).min(1),
  /** For a text that no rule matches; without it such a line is rejected. */
  default: code.optional(),
});

/** The reasons of a line, from the texts that are mapped to its reasons; none when nothing gives it one. */
export type ReasonsOf = (texts: readonly string[]) => string[];

/**
 * Reads a rule file: `rules` is a list of a `reason` and what to `match`, either words (whole words, in any case)
 * or a regular expression between slashes (`/usage.*cap/`); `default` is the reason of everything else.
 * @throws SetupError that names what is wrong in the file
 */
export async function readRules(path: string): Promise<ReasonsOf> {
  try {
    return reasonsBy(file.parse(parse(await readFile(path, "utf8"))));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll("\n", " ") : messageOf(error);
    throw new SetupError(`Cannot use the rules of ${path}: ${why}`);
  }
}

function reasonsBy({ rules, default: fallback }: z.infer<typeof file>): ReasonsOf {
  const compiled = rules.map(({ reason, match }) => ({ reason, patterns: match.map(pattern) }));
  return (texts) => {
    const text = texts.join(" ");
    const found = compiled.filter(({ patterns }) => patterns.some((each) => each.test(text)));
    const reasons = [...new Set(found.map(({ reason }) => reason))];
    if (reasons.length > 0) return reasons;
    return fallback === undefined ? [] : [fallback];
  };
}

function pattern(match: string): RegExp {
  const expression = /^\/(.+)\/$/.exec(match)?.[1];
  if (expression !== undefined) return new RegExp(expression, "iu");
  const words = match
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`, "iu");
}
