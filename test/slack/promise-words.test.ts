import { describe, expect, test } from "vitest";
import { type Calendar, openHours } from "../../src/domain/calendar/calendar.ts";
import { readPromise } from "../../src/slack/promise/words.ts";

const zone = "Europe/Helsinki";
/** Friday, 11:00 in Helsinki. */
const now = new Date("2026-11-20T09:00:00Z");
const always = openHours(null, () => false);
const day = [{ opens: 480, closes: 960 }];
const office: Calendar = {
  zone,
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  holidays: null,
  dates: {},
};
const hours = openHours(office, () => false);
const lunch = [
  { opens: 480, closes: 720 },
  { opens: 780, closes: 900 },
];
const shortDays = openHours(
  { ...office, week: { 1: lunch, 2: lunch, 3: lunch, 4: lunch, 5: lunch, 6: [], 7: [] } },
  () => false,
);

/** The reading that stands when no longer name is known: customer, time in Helsinki, text. */
function read(typed: string, setting = { now, zone, hours: always }) {
  const typedPromise = readPromise(typed, setting);
  if (typedPromise.kind !== "promise") return typedPromise;
  const reading = typedPromise.readings.at(-1);
  const at = typedPromise.due.dueAt.toLocaleString("sv-SE", {
    timeZone: setting.zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return [reading?.customer, at, reading?.text];
}

describe("who, when and what", () => {
  test.each([
    [
      "c-77 tomorrow 14:00 call back about the refund",
      "c-77",
      "2026-11-21 14:00",
      "call back about the refund",
    ],
    ["040 123 4567 tomorrow 14:00 call back", "040 123 4567", "2026-11-21 14:00", "call back"],
    [
      "+358 40 123 4567 in 2 hours send the invoice",
      "+358 40 123 4567",
      "2026-11-20 13:00",
      "send the invoice",
    ],
    ["(040) 123-4567 2 hours send it", "(040) 123-4567", "2026-11-20 13:00", "send it"],
    ["040 123 4567 2 hours send it", "040 123 4567", "2026-11-20 13:00", "send it"],
    ["040 123 4567 2026-12-01 16:00 call", "040 123 4567", "2026-12-01 16:00", "call"],
    ["040 123 4567 1.12.2026 9:15 call", "040 123 4567", "2026-12-01 09:15", "call"],
    ["06 12 34 56 10 tomorrow 9:00 call", "06 12 34 56 10", "2026-11-21 09:00", "call"],
    [
      "0401234567 call back about invoice 5512 tomorrow",
      "0401234567",
      "2026-11-21 16:00",
      "call back about invoice 5512",
    ],
    ["anna@example.com by Monday 9:30 call back", "anna@example.com", "2026-11-23 09:30", "call back"],
    ['"Anna Virtanen" call back today at 15:15', "Anna Virtanen", "2026-11-20 15:15", "call back"],
    ["“Anna Virtanen” call back today at 15:15", "Anna Virtanen", "2026-11-20 15:15", "call back"],
    ["c-77 2026-12-01 16:00 call", "c-77", "2026-12-01 16:00", "call"],
    ["c-77 2026-12-01T14:00Z call", "c-77", "2026-12-01 16:00", "call"],
    ["c-77 monday noon call", "c-77", "2026-11-23 12:00", "call"],
    ["c-77 in half an hour call", "c-77", "2026-11-20 11:30", "call"],
    ["c-77 within 24 hours call", "c-77", "2026-11-21 11:00", "call"],
    ["c-77 by 5pm call", "c-77", "2026-11-20 17:00", "call"],
    ["c-77 tomorrow morning call", "c-77", "2026-11-21 12:00", "call"],
    ["c-77 this afternoon call", "c-77", "2026-11-20 16:00", "call"],
    ["c-77 tomorrow 14:00-16:00 call", "c-77", "2026-11-21 16:00", "call"],
    ["c-77 in 2 days call", "c-77", "2026-11-22 16:00", "call"],
    ["c-77 on 1 June call", "c-77", "2027-06-01 16:00", "call"],
    ["c-77 yesterday 14:00 call back", "c-77", "2026-11-19 14:00", "call back"],
    ["c-77 at 3 call", "c-77", "2026-11-20 15:00", "call"],
    ["c-77 tomorrow at 3 call", "c-77", "2026-11-21 15:00", "call"],
    ["c-77 at 3am call", "c-77", "2026-11-21 03:00", "call"],
    ["c-77 at 03:00 call", "c-77", "2026-11-21 03:00", "call"],
    ["c-77 call about the sat nav tomorrow 14:00", "c-77", "2026-11-21 14:00", "call about the sat nav"],
    [
      "c-77 monday call about the delivery of friday 14:00",
      "c-77",
      "2026-11-23 16:00",
      "call about the delivery of friday 14:00",
    ],
    [
      "c-77 today 14:00 the refund takes 3 business days",
      "c-77",
      "2026-11-20 14:00",
      "the refund takes 3 business days",
    ],
    ["c-77 tomorrow 14:00", "c-77", "2026-11-21 14:00", ""],
    ["c-77 huomenna 14:00 soita", "c-77", "2026-11-21 14:00", "soita"],
    ["c-77 ylihuomenna klo 9 soita", "c-77", "2026-11-22 09:00", "soita"],
    ["c-77 maanantaina klo 9.30 soita laskusta", "c-77", "2026-11-23 09:30", "soita laskusta"],
    ["c-77 2 tunnin päästä soita", "c-77", "2026-11-20 13:00", "soita"],
    ["c-77 puolen tunnin kuluttua soita", "c-77", "2026-11-20 11:30", "soita"],
    ["c-77 4 työtunnin kuluessa soita", "c-77", "2026-11-20 15:00", "soita"],
    ["c-77 eilen 14:00 soita", "c-77", "2026-11-19 14:00", "soita"],
    ["c-77 5.12. klo 14 soita", "c-77", "2026-12-05 14:00", "soita"],
    ["c-77 la 05.12. klo 14.00 soita", "c-77", "2026-12-05 14:00", "soita"],
    ["c-77 soita 5.1.", "c-77", "2027-01-05 16:00", "soita"],
    ["c-77 soita huomenna klo 10.12.", "c-77", "2026-11-21 10:12", "soita"],
    ["c-77 call tomorrow 10.12.", "c-77", "2026-11-21 10:12", "call"],
    ["c-77 to klo 9 soita", "c-77", "2026-11-26 09:00", "soita"],
  ])("%s", (typed, ...expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test("words before the time may be the whole name", () => {
    expect(readPromise("Anna Virtanen tomorrow 14:00 call", { now, zone, hours: always })).toMatchObject({
      readings: [
        { customer: "Anna Virtanen", text: "call" },
        { customer: "Anna", text: "Virtanen call" },
      ],
    });
  });
});

describe("in the team's hours", () => {
  test.each([
    // Friday 11:00: five hours are left of today.
    ["c-77 within 4 business hours call", hours, "2026-11-20 15:00"],
    ["c-77 within 6 business hours call", hours, "2026-11-23 09:00"],
    ["c-77 in 30 business minutes call", hours, "2026-11-20 11:30"],
    ["c-77 2 working hours call", hours, "2026-11-20 13:00"],
    ["c-77 1.5 business hours call", hours, "2026-11-20 12:30"],
    ["c-77 within 1 working day call", hours, "2026-11-23 11:00"],
    ["c-77 within two business days call", hours, "2026-11-24 11:00"],
    ["c-77 within a working day call", always, "2026-11-21 11:00"],
    ["c-77 within 2 business hours call", shortDays, "2026-11-20 14:00"],
    // A day without an hour ends when the team closes.
    ["c-77 today call", shortDays, "2026-11-20 15:00"],
    ["c-77 monday call", shortDays, "2026-11-23 15:00"],
    ["c-77 tomorrow call", shortDays, "2026-11-21 16:00"],
  ])("%s, case %#", (typed, of, at) => {
    expect(read(typed, { now, zone, hours: of })).toEqual(["c-77", at, "call"]);
  });

  test("on a Saturday the time starts to count on Monday", () => {
    const saturday = new Date("2026-11-21T10:00:00Z");
    const setting = { now: saturday, zone, hours };
    expect(readPromise("c-77 within 1 working day call", setting)).toMatchObject({
      due: { dueAt: new Date("2026-11-23T14:00:00Z"), business: { from: saturday, leftMs: 8 * 3_600_000 } },
    });
  });

  test("what is given by the clock says so", () => {
    expect(readPromise("c-77 in 2 hours call", { now, zone, hours })).toMatchObject({
      due: { business: null },
    });
  });
});

test.each([
  ["Europe/London", "2026-11-21T14:00:00.000Z"],
  ["America/New_York", "2026-11-21T19:00:00.000Z"],
  ["Asia/Kolkata", "2026-11-21T08:30:00.000Z"],
  ["Australia/Lord_Howe", "2026-11-21T03:00:00.000Z"],
])("tomorrow 14:00 is the writer's, in %s", (writers, dueAt) => {
  expect(readPromise("c-77 tomorrow 14:00 call", { now, zone: writers, hours: always })).toMatchObject({
    due: { dueAt: new Date(dueAt) },
  });
});

describe("when the clock changes", () => {
  const beforeAutumn = new Date("2026-10-24T09:00:00Z");
  const beforeSpring = new Date("2027-03-27T10:00:00Z");
  test.each([
    [beforeAutumn, "c-77 tomorrow 14:00 call", "2026-10-25T12:00:00.000Z"],
    // 03:30 comes twice: the first of the two.
    [beforeAutumn, "c-77 tomorrow 03:30 call", "2026-10-25T00:30:00.000Z"],
    [beforeAutumn, "c-77 in 24 hours call", "2026-10-25T09:00:00.000Z"],
    [beforeAutumn, "c-77 in 2 days call", "2026-10-26T14:00:00.000Z"],
    [beforeSpring, "c-77 tomorrow 14:00 call", "2027-03-28T11:00:00.000Z"],
    // 03:30 does not come: half an hour after the clock has gone forward.
    [beforeSpring, "c-77 tomorrow 03:30 call", "2027-03-28T01:30:00.000Z"],
    [beforeSpring, "c-77 in 24 hours call", "2027-03-28T10:00:00.000Z"],
  ])("%o, %s", (at, typed, dueAt) => {
    expect(readPromise(typed, { now: at, zone, hours: always })).toMatchObject({
      due: { dueAt: new Date(dueAt) },
    });
  });
});

test.each([
  ["c-77 asap call back", "asap", "call back"],
  ["c-77 as soon as possible", "as soon as possible", ""],
  ["c-77 as soon as we can, send the invoice", "as soon as we can", "send the invoice"],
  ["040 123 4567 soon call back", "soon", "call back"],
  ["c-77 call back shortly", "shortly", "call back"],
  ["c-77 later call back", "later", "call back"],
  ["c-77 right now call back", "right now", "call back"],
  ["c-77 in a few days call back", "in a few days", "call back"],
  ["c-77 at your earliest convenience call back", "at your earliest convenience", "call back"],
  ["c-77 mahdollisimman pian soita takaisin", "mahdollisimman pian", "soita takaisin"],
  ["c-77 Pian soita", "Pian", "soita"],
  ["c-77 heti kun ehdin soita", "heti kun ehdin", "soita"],
  ["c-77 soita viipymättä", "viipymättä", "soita"],
  ["c-77 niin pian kuin mahdollista soita", "niin pian kuin mahdollista", "soita"],
  ["c-77 lähipäivinä soita", "lähipäivinä", "soita"],
  ["c-77 ensi tilassa soita", "ensi tilassa", "soita"],
  ["c-77 muutaman päivän sisällä soita", "muutaman päivän sisällä", "soita"],
])("%s is vague", (typed, said, text) => {
  const vague = readPromise(typed, { now, zone, hours });
  expect(vague).toMatchObject({ kind: "vague", said });
  expect(vague.kind === "vague" && vague.readings.at(-1)?.text).toBe(text);
});

test.each([
  ["", "who-when-what"],
  ["c-77", "who-when-what"],
  ["040 123 4567", "who-when-what"],
  ["c-77 call back", "no-time"],
  ["c-77 within 99999 business days call", "no-time"],
  ["c-77 in 99999999 hours call", "no-time"],
  [`${"x".repeat(201)} tomorrow 14:00 call`, "who"],
])("%j is refused: %s", (typed, why) => {
  expect(readPromise(typed, { now, zone, hours })).toEqual({ kind: "refused", why });
});
