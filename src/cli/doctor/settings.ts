import { environment, strangersInDotEnv } from "../../config.ts";
import { closest } from "../../domain/closest.ts";
import { type Finding, mend, note, ok } from "./finding.ts";

/** The environment and `.env`: each wrong variable, and names that nobody reads. */
export function examineSettings(wrong: readonly string[], strangers = strangersInDotEnv()): Finding[] {
  const findings = [
    ...wrong.map((each) =>
      mend("settings", each, "Set it as .env.example says; until then it counts as unset."),
    ),
    ...strangers.map((name) => {
      const near = closest(name, Object.keys(environment.shape));
      const hint = near === undefined ? "Earshot's variables are in .env.example." : `Did you mean ${near}?`;
      return note("settings", `.env sets ${name}, which Earshot does not read`, hint);
    }),
  ];
  return findings.length > 0 ? findings : [ok("settings", "every variable that is set can be read")];
}
