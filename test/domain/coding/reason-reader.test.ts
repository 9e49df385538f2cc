import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readerFromBytes, readerToBytes } from "../../../src/domain/coding/reader-bytes.ts";
import {
  learnReasons,
  type ReadingReport,
  type ReasonReader,
  readerOf,
} from "../../../src/domain/coding/reason-reader.ts";
import { featureReader } from "../../../src/domain/coding/text-features.ts";
import { type GeneratedContact, generatedContacts } from "../../support/summaries.ts";

const contacts = [...generatedContacts(10_000, { seed: 7 })];
const example = ({ text, coded }: GeneratedContact) => ({ text, reasons: [coded] });
let learned: { reader: ReasonReader; report: ReadingReport };
let later: GeneratedContact[];

beforeAll(() => {
  const learning = learnReasons([...new Set(contacts.map(({ coded }) => coded))].sort());
  for (const contact of contacts.slice(0, 8_000)) learning.add(example(contact));
  later = contacts.slice(8_000);
  learned = learning.finish(later.slice(0, 1_000).map(example));
});

describe("a reader of ten reasons in two languages, one code in 25 of them wrong", () => {
  test("reads the weeks it has not seen: macro F1 against the codes people gave, wrong ones and new words among them", () => {
    const { examples, heldOut, macroF1, accuracy } = learned.report;
    expect({ examples, heldOut }).toEqual({ examples: 8_000, heldOut: 1_000 });
    expect(macroF1).toBeGreaterThan(0.86);
    expect(accuracy).toBeGreaterThan(0.86);
  });

  test("is right as often as it says, within five in a hundred", () => {
    const read = readerOf(learned.reader);
    const readings = later.slice(1_000).flatMap(({ text, coded }) => {
      const reading = read(text);
      return reading === undefined ? [] : [{ ...reading, isRight: reading.reason === coded }];
    });
    expect(readings.length).toBeGreaterThan(800);
    const said = readings.reduce((sum, { confidence }) => sum + confidence, 0) / readings.length;
    const right = readings.filter(({ isRight }) => isRight).length / readings.length;
    expect(Math.abs(said - right)).toBeLessThan(0.05);
  });

  test.each(["", "  ", "1234567", "hei", "ok thanks bye", "?!", "🙂🙂"])("says nothing of %j", (text) => {
    expect(readerOf(learned.reader)(text)).toBeUndefined();
  });

  test("reads Finnish endings that it never saw by the letters they share", () => {
    const read = readerOf(learned.reader);
    expect(read("laskutuksessa virhe, laskulla väärä summa")?.reason).toBe("invoice-wrong");
    expect(read("maksusuunnitelmasta sovittiin eräpäivän siirto")?.reason).toBe("payment-time");
  });

  test("goes to bytes and back, and takes less than a megabyte for its ten reasons", () => {
    const bytes = readerToBytes(learned.reader);
    expect(bytes.length).toBeLessThan(1_000_000);
    // as PostgreSQL hands them over: somewhere in a larger buffer
    const shifted = Buffer.alloc(bytes.length + 3);
    shifted.set(bytes, 3);
    const [before, after] = [readerOf(learned.reader), readerOf(readerFromBytes(shifted.subarray(3)))];
    for (const { text } of later.slice(0, 200)) expect(after(text)).toEqual(before(text));
  });
});

test("says what is coded one thing and reads like another", () => {
  const learning = learnReasons(["delivery", "invoice"]);
  const words = { invoice: "the invoice is wrong", delivery: "the parcel is late" };
  for (let i = 0; i < 400; i += 1) {
    const reason = i % 2 === 0 ? "invoice" : "delivery";
    learning.add({ text: `${words[reason]} ${i}`, reasons: [reason] });
  }
  const heldOut = Array.from({ length: 200 }, (_, i) => ({
    text: i < 40 ? "late parcel" : "invoice wrong again",
    reasons: ["invoice"],
  }));
  const { report } = learning.finish(heldOut);
  expect(report.misread).toEqual([{ coded: "invoice", readsLike: "delivery", contacts: 40, of: 200 }]);
});

test('never reads a mere "other", but says what it reads like', () => {
  const learning = learnReasons(["a", "b"], ["other"]);
  for (let i = 0; i < 100; i += 1) {
    learning.add({ text: "red lamp", reasons: ["a"] });
    learning.add({ text: "blue sky", reasons: ["b"] });
    learning.add({ text: "red lamp", reasons: ["other"] });
  }
  const others = Array.from({ length: 9 }, () => ({ text: "red lamp", reasons: ["other"] }));
  const { reader, report } = learning.finish([{ text: "red lamp", reasons: ["a"] }, ...others]);
  expect(reader.model.reasons).toEqual(["a", "b"]);
  expect(report).toMatchObject({ heldOut: 1, accuracy: 1 });
  expect(report.misread).toEqual([{ coded: "other", readsLike: "a", contacts: 9, of: 9 }]);
});

test("of several reasons any counts as read, and one that is not known is passed over", () => {
  const learning = learnReasons(["a", "b"]);
  for (let i = 0; i < 100; i += 1) {
    learning.add({ text: "red lamp", reasons: ["a", "unknown"] });
    learning.add({ text: "blue sky", reasons: ["b"] });
  }
  const { report } = learning.finish([
    { text: "red lamp", reasons: ["b", "a"] },
    { text: "blue sky", reasons: ["b"] },
    { text: "blue sky", reasons: ["unknown"] },
  ]);
  expect(report).toMatchObject({ heldOut: 2, accuracy: 1, macroF1: 1, misread: [] });
});

test("any text has features within the table, each once, the same every time", () => {
  const reader = featureReader();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
      const first = [...reader.read(text)];
      expect(new Set(first).size).toBe(first.length);
      expect(first.every((place) => place >= 0 && place < 2 ** 18)).toBe(true);
      expect([...reader.read(text)]).toEqual(first);
    }),
  );
});

test("letters, accents and capitals are one, digits are all the same, and order counts", () => {
  const reader = featureReader();
  const features = (text: string) => [...reader.read(text)].sort();
  expect(features("LASKU Väärin")).toEqual(features("lasku va\u0308a\u0308rin"));
  expect(features("invoice 4411")).toEqual(features("invoice 9072"));
  expect(features("wrong invoice")).not.toEqual(features("invoice wrong"));
});
