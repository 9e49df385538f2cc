import type { Read } from "../../src/domain/calendar/read.ts";
import type { Fault } from "../../src/domain/fault.ts";
import { faultText } from "../../src/slack/language/fault-text.ts";
import { wordsIn } from "../../src/slack/language/words.ts";

/** Why something was refused, in English; undefined when it was read. */
export function refusal(result: Read<unknown, Fault>): string | undefined {
  return result.kind === "refused" ? faultText(wordsIn("en"), result.why) : undefined;
}
