import { afterEach } from "vitest";
import { deliver } from "../../../jobs/deliver.ts";
import type { Slack } from "../../../src/slack/connection/slack.ts";
import type { Store } from "../../../src/store/index.ts";
import { spikeFacts } from "../../support/facts.ts";
import { silent } from "../../support/slackHouse.ts";
import { type StubHouse, stubHouse } from "../../support/stubHouse.ts";

/** A spike's alert, the job that tells it, and what else may happen to it. */
export type DeliveryHouse = StubHouse & ReturnType<typeof deeds>;

/** For the top of a test file. */
export function deliveryHouse(): DeliveryHouse {
  const house = stubHouse({ isPaced: true });
  afterEach(() => house.stub.forget("C0DEFAULT"));
  return Object.assign(house, deeds(house));
}

function deeds(house: StubHouse) {
  return {
    async open(slackChannels = [house.channel]) {
      const opened = await house.database.store.signals.open({
        workspaceId: house.database.workspaceId,
        kind: "spike",
        subject: `spike-${house.count}`,
        facts: spikeFacts(),
        at: house.clock,
        slackChannels,
      });
      return { ...opened, alertId: opened.alertIds[0] ?? "" };
    },

    /** The spike of {@link open} is over. */
    end() {
      const spike = {
        workspaceId: house.database.workspaceId,
        kind: "spike",
        subject: `spike-${house.count}`,
      } as const;
      return house.database.store.signals.end({ ...spike, at: house.clock, by: "earshot" });
    },

    acknowledge(id: string, by = "UNOOR") {
      const click = {
        workspaceId: house.database.workspaceId,
        id,
        from: "open",
        to: "acknowledged",
      } as const;
      return house.database.store.signals.change({ ...click, action: "acknowledge", by, at: house.clock });
    },

    run: (alertId: string, use: Slack = house.slack) => run(house, alertId, house.database.store, use),
    /** The same, with a store that may break. */
    runWith: (store: Store, alertId: string) => run(house, alertId, store, house.slack),

    /** What the sweep does: whatever is due by then, until nothing is. */
    async sweep(afterMs: number) {
      house.clock = new Date(house.clock.getTime() + afterMs);
      for (const id of await house.database.store.alerts.due(house.clock))
        await run(house, id, house.database.store, house.slack);
    },

    async alertOf(signalId: string) {
      const [alert] = await house.database.store.alerts.of(house.database.workspaceId, signalId);
      if (alert === undefined) throw new Error("no alert");
      return alert;
    },
  };
}

function run(house: StubHouse, alertId: string, store: Store, slack: Slack) {
  return deliver({ store, slackFor: async () => slack, now: () => house.clock, log: silent }, { alertId });
}
