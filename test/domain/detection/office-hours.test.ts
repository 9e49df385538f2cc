import { expect, test } from "vitest";
import { random } from "../../../bench/detection/random.ts";
import { HOUR_MS } from "../../../src/domain/detection/live.ts";
import { momentOf } from "../../../src/domain/detection/moment.ts";
import { addSeries, newPool } from "../../../src/domain/detection/pool.ts";
import { HOURLY } from "../../../src/domain/detection/scale.ts";
import { stepPool } from "../../../src/domain/detection/step.ts";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";
import { START } from "./liveRun.ts";

// The usual small company: open on weekdays from 8 to 18, three reasons, hardly a contact at night.
const BY_DAY = [60, 20, 5];

test.each([
  { day: 14, within: 0.2 },
  { day: 28, within: 0.15 },
])("the office hours of three reasons are known on day $day to within $within", ({ day, within }) => {
  const draws = random(11);
  const pool = newPool(HOURLY);
  for (const _ of BY_DAY) addSeries(pool, HOURLY);
  const ratios: number[] = [];
  for (let hour = 0; hour < (day + 7) * 24; hour += 1) {
    const at = new Date(START + hour * HOUR_MS);
    const isOpen = at.getUTCHours() >= 8 && at.getUTCHours() < 18 && at.getUTCDay() % 6 !== 0;
    const counts = BY_DAY.map((mean) => draws.poisson(isOpen ? mean : mean / 50));
    const looks = stepPool(pool, HOURLY, momentOf(HOURLY, zoneTime("UTC"), new Set(), at.getTime()), counts);
    const isMiddle = at.getUTCHours() >= 10 && at.getUTCHours() < 16 && isOpen;
    if (hour >= day * 24 && isMiddle) {
      ratios.push(...looks.map((look, i) => (look?.expectation.mean ?? 0) / (BY_DAY[i] ?? 1)));
    }
  }
  const error = ratios.reduce((sum, ratio) => sum + Math.abs(ratio - 1), 0) / ratios.length;
  expect(error).toBeLessThan(within);
});
