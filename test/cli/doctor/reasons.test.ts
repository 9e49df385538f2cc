import { expect, test } from "vitest";
import type { House } from "../../../src/cli/doctor/house.ts";
import { examineReasons } from "../../../src/cli/doctor/reasons.ts";

const at = new Date("2026-11-20T12:00:00Z");

async function found(...open: { code: string; error: string | null; setAsideAt: Date | null }[]) {
  const store = { recodings: { open: async () => open } };
  return examineReasons({ store, workspace: { id: "w" } } as unknown as House);
}

test("a merge that was set aside is to be mended; one that is tried again is worth knowing; others are nothing", async () => {
  expect(await found({ code: "well", error: null, setAsideAt: null })).toEqual([]);
  const findings = await found(
    { code: "INV-ERR", error: "the disk is full", setAsideAt: at },
    { code: "late", error: "a deadlock", setAsideAt: null },
  );
  expect(findings).toMatchObject([
    { state: "mend", says: "merges or splits set aside: INV-ERR: the disk is full" },
    { state: "note", says: "merges or splits that failed: late: a deadlock" },
  ]);
  expect(findings[0]).toHaveProperty("mend", expect.stringContaining("Try again in /earshot reasons"));
});
