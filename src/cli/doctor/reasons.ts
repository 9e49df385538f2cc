import { type Finding, listed, mend, note } from "./finding.ts";
import type { House } from "./house.ts";

/** Merges and splits of reasons that fail: none, no finding. */
export async function examineReasons({ store, workspace }: House): Promise<Finding[]> {
  const failed = (await store.recodings.open(workspace.id)).filter(({ error }) => error !== null);
  const stuck = failed.filter(({ setAsideAt }) => setAsideAt !== null);
  const findings: Finding[] = [];
  if (stuck.length > 0)
    findings.push(
      mend(
        "reasons",
        `merges or splits set aside: ${listed(stuck.map(({ code }) => code))}: ${stuck[0]?.error}`,
        "Mend what the error says, then press Try again in /earshot reasons. Nothing is lost: each contact counts where it is.",
      ),
    );
  const again = failed.filter(({ setAsideAt }) => setAsideAt === null);
  if (again.length > 0)
    findings.push(
      note(
        "reasons",
        `merges or splits that failed: ${listed(again.map(({ code }) => code))}: ${again[0]?.error}`,
        "They are tried again by themselves for an hour and a half.",
      ),
    );
  return findings;
}
