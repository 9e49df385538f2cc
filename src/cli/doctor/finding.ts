import { messageOf } from "../../errors.ts";
import { plain } from "../../slack/messages/words.ts";

/** One line of the doctor's answer. `note` is worth knowing; only what is to `mend` fails the visit. */
export type Finding =
  | { check: string; state: "ok"; says: string }
  | { check: string; state: "note" | "mend"; says: string; mend: string };

export const ok = (check: string, says: string): Finding => ({ check, state: "ok", says });

export const note = (check: string, says: string, mend: string): Finding => ({
  check,
  state: "note",
  says,
  mend,
});

export const mend = (check: string, says: string, how: string): Finding => ({
  check,
  state: "mend",
  says,
  mend: how,
});

const NO_ANSWER = "no answer in";

/** Whether a look was given up that may still be under way. */
export const isGivenUp = ({ says }: Finding): boolean => says.startsWith(NO_ANSWER);

/** What a look takes; one that hangs or fails becomes a finding of its own and hides no other. */
export async function within(
  check: string,
  limitMs: number,
  look: () => Promise<Finding[]>,
): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding[]>((resolve) => {
    const finding = mend(
      check,
      `${NO_ANSWER} ${Math.round(limitMs / 1000)} s`,
      "Look again in a minute; if it stays so, what it asks is overloaded or cut off.",
    );
    timer = setTimeout(() => resolve([finding]), limitMs);
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    return [
      mend(check, messageOf(error), "Look again; if it stays so, the log of earshot start may say more."),
    ];
  } finally {
    clearTimeout(timer);
  }
}

/** At most `most` of them in one line; the rest is counted. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most).join(", ");
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

const MARKS = { ok: "ok  ", note: "note", mend: "MEND" };
const MOST_CHARACTERS = 400;

/** The findings for people: the state, and below it how to mend it. */
export function print(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = " ".repeat(MARKS.ok.length + width + 4);
  return findings
    .map((finding) => {
      const head = `${MARKS[finding.state]}  ${finding.check.padEnd(width)}  ${plain(finding.says, MOST_CHARACTERS)}`;
      return finding.state === "ok" ? head : `${head}\n${indent}→ ${plain(finding.mend, MOST_CHARACTERS)}`;
    })
    .join("\n");
}

/** The findings without any of these words, wherever somebody's error message may have put them. */
export function without(secrets: readonly (string | undefined)[], findings: readonly Finding[]): Finding[] {
  const hidden = secrets.filter((secret) => secret !== undefined && secret.length >= 4) as string[];
  const clean = (words: string) => hidden.reduce((text, secret) => text.replaceAll(secret, "•••"), words);
  return findings.map((finding) =>
    finding.state === "ok"
      ? { ...finding, says: clean(finding.says) }
      : { ...finding, says: clean(finding.says), mend: clean(finding.mend) },
  );
}
