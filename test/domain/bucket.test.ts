import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countBuckets, dayStarts } from "../../src/domain/bucket.ts";

const zone = "Europe/Helsinki";

describe("dayStarts", () => {
  it.each([
    ["a winter evening", zone, "2026-11-20T21:59:59Z", "2026-11-19T22:00:00Z"],
    ["local midnight itself", zone, "2026-11-20T22:00:00Z", "2026-11-20T22:00:00Z"],
    ["the day of 23 hours, after the jump", zone, "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z"],
    ["the day after it", zone, "2026-03-29T21:00:00Z", "2026-03-29T21:00:00Z"],
    ["the day of 25 hours, its second 3 o'clock", zone, "2026-10-25T01:30:00Z", "2026-10-24T21:00:00Z"],
    ["the last hour of it", zone, "2026-10-25T21:59:00Z", "2026-10-24T21:00:00Z"],
    ["an offset of 45 minutes", "Asia/Kathmandu", "2026-11-20T18:15:00Z", "2026-11-20T18:15:00Z"],
    ["the minute before", "Asia/Kathmandu", "2026-11-20T18:14:59Z", "2026-11-19T18:15:00Z"],
    ["a day that begins at one o'clock", "America/Asuncion", "2024-10-06T12:00:00Z", "2024-10-06T04:00:00Z"],
  ])("%s", (_, zone, at, start) => {
    expect(new Date(dayStarts(zone)(Date.parse(at)))).toEqual(new Date(start));
  });
});

describe("countBuckets", () => {
  const contact = fc.record({
    occurredAt: fc
      .date({ min: new Date("2026-10-24"), max: new Date("2026-10-27"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    channel: fc.constantFrom("phone" as const, "email" as const),
    direction: fc.constantFrom("inbound" as const, "inbound" as const, "outbound" as const),
    reasons: fc.subarray(["a", "b", "c"], { minLength: 1 }),
  });

  it("counts each inbound contact once a reason and once for any, in every grain", () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 60 }), (contacts) => {
        const counts = countBuckets(contacts, zone);
        const inbound = contacts.filter(({ direction }) => direction === "inbound");
        for (const grain of ["5m", "1h", "1d"]) {
          const total = (reason: string) =>
            counts
              .filter((bucket) => bucket.grain === grain && bucket.reason === reason)
              .reduce((sum, { count }) => sum + count, 0);
          expect(total("*")).toBe(inbound.length);
          for (const reason of ["a", "b", "c"]) {
            expect(total(reason)).toBe(inbound.filter(({ reasons }) => reasons.includes(reason)).length);
          }
        }
        const keys = counts.map(
          ({ grain, reason, channel, startAt }) => `${grain} ${reason} ${channel} ${startAt}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
