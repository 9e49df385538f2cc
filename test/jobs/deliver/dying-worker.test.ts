import { describe, expect, test } from "vitest";
import { deliveryHouse } from "./deliveryHouse.ts";

const house = deliveryHouse();
const { open, acknowledge, run, runWith, sweep, alertOf } = house;

describe("a worker that dies", () => {
  const dying = (method: "posted" | "shown" | "sending" | "threaded") => ({
    ...house.database.store,
    alerts: {
      ...house.database.store.alerts,
      [method]: () => Promise.reject(new Error("killed")),
    },
  });
  test.each(["sending", "posted", "shown"] as const)(
    "before `%s` leaves one message all the same",
    async (method) => {
      const { id, alertId } = await open();
      const killed = runWith(dying(method), alertId);
      await expect(killed).rejects.toThrow("killed");
      // Nobody touches it until the dead worker's claim is over.
      await sweep(1_000);
      expect(await alertOf(id)).toMatchObject({ shown: 0 });
      await sweep(30_000);
      expect(house.stub.posts(house.channel)).toHaveLength(1);
      await sweep(120_000);
      expect(house.stub.posts(house.channel)).toHaveLength(1);
      expect(await alertOf(id)).toMatchObject({ shown: 1, dueAt: null, ambiguousAt: null });
    },
  );

  test("between a thread line and its note leaves one line", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    const killed = runWith(dying("threaded"), alertId);
    await expect(killed).rejects.toThrow("killed");
    await sweep(31_000);
    const [post] = house.stub.posts(house.channel);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(1);
  });
});
