import fc from "fast-check";
import { type Route, routedKinds } from "../../../src/domain/routing/route.ts";

/** Of few words, so that two of them often meet. */
export const anyRoute: fc.Arbitrary<Route> = fc.record({
  kinds: fc.subarray([...routedKinds], { maxLength: 2 }),
  reasons: words("a", "b*", "*"),
  channels: words("phone", "chat"),
  touchpoints: words("invoice"),
  teams: words("billing"),
  slackChannels: fc.subarray(["C1", "C2", "C3", "C4"], { minLength: 1, maxLength: 3 }),
  continues: fc.boolean(),
});

function words(...all: string[]) {
  return fc.subarray(all, { maxLength: Math.min(2, all.length) });
}
