import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import type { Example } from "../../src/domain/coding/naive-bayes.ts";
import { readerToBytes } from "../../src/domain/coding/reader-bytes.ts";
import { LEAST_EXAMPLES, learnReasons, readerOf } from "../../src/domain/coding/reason-reader.ts";
import { generatedContacts } from "../../test/support/summaries.ts";
import { measureRollUp } from "./roll-up.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    csv: { type: "string" },
    text: { type: "string", multiple: true },
    reason: { type: "string" },
    at: { type: "string" },
  },
});
type Dated = Example & { at: number };

if (values.csv === undefined) {
  for (const newWords of [0, 0.1, 0.3]) {
    const contacts = [...generatedContacts(125_000, { newWords })].map(({ at, text, coded }) => ({
      at,
      text,
      reasons: [coded],
    }));
    measure(
      `10 reasons in Finnish and English, 1 code in 25 wrong, ${100 * newWords} % in words never heard before`,
      contacts,
      0.2,
    );
  }
  await measureRollUp(values.quick ? 1_000_000 : 10_000_000);
} else {
  const { csv, text = [], reason = "", at = "" } = values;
  const rows = parse(readFileSync(csv), { columns: true, bom: true }) as Record<string, string>[];
  const dated = rows
    .map((row) => ({
      at: Date.parse(row[at] ?? ""),
      text: text.map((each) => row[each]).join(" "),
      reasons: [row[reason] ?? ""],
    }))
    .sort((a, b) => a.at - b.at);
  measure(`${csv.split("/").at(-1)}: ${reason} read from ${text.join(" and ")}`, dated, 0.2);
}

/** Learns from the earlier contacts, reads the later share of them. */
function measure(title: string, contacts: readonly Dated[], laterShare: number): void {
  const cut = Math.floor(contacts.length * (1 - laterShare));
  const earlier = contacts.slice(0, cut);
  const later = contacts.slice(cut);
  const counts = new Map<string, number>();
  for (const { reasons } of earlier)
    for (const each of reasons) counts.set(each, (counts.get(each) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= LEAST_EXAMPLES).map(([reason]) => reason);

  const startedAt = performance.now();
  const learning = learnReasons(known);
  for (const each of earlier) learning.add(each);
  const { reader, report } = learning.finish(later);
  const seconds = (performance.now() - startedAt) / 1_000;

  const read = readerOf(reader);
  for (const { text } of later.slice(0, 2_000)) read(text);
  // processor time: what else the machine does is left out
  const readAt = process.cpuUsage();
  let sure = 0;
  for (const { text } of later) if (read(text) !== undefined) sure += 1;
  const { user, system } = process.cpuUsage(readAt);
  const microseconds = (user + system) / later.length;
  console.log(title);
  console.log(
    `  ${known.length} reasons, learned from ${earlier.length.toLocaleString("en")}, read in ${report.heldOut.toLocaleString("en")} later ones: macro F1 ${report.macroF1.toFixed(3)}, right ${(100 * report.accuracy).toFixed(1)} %`,
  );
  console.log(
    `  learned, judged and calibrated in ${seconds.toFixed(2)} s (temperature ${report.temperature.toFixed(1)}); ${microseconds.toFixed(1)} µs a contact, sure of ${((100 * sure) / later.length).toFixed(0)} %; ${(readerToBytes(reader).length / 1e6).toFixed(2)} MB`,
  );
}
