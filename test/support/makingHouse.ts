import { afterAll, beforeAll, beforeEach } from "vitest";
import { calendar, workdays } from "../domain/calendar/calendars.ts";
import { type SlackHouse, slackHouse } from "./slackHouse.ts";

/** Maija is of team Billing, which works in Helsinki Mon-Fri 8-16; Anna Virtanen is a customer, Anna Korhonen another. */
export type MakingHouse = SlackHouse & { annaId: string };

/** Friday, 10:12 in Helsinki. */
export const NOW = new Date("2037-11-20T08:12:00Z");

/** For the top of a test file; before each test nothing is promised, and it is {@link NOW}. */
export function makingHouse(): MakingHouse {
  const house = {} as MakingHouse;
  beforeAll(async () => {
    Object.assign(house, await slackHouse());
    const { store, workspaceId } = house.database;
    const { channels, users } = house.local;
    await store.teams.upsert(workspaceId, {
      code: "billing",
      label: "Billing",
      calendar: calendar({ week: workdays([8, 16]) }),
      slackChannel: channels["billing-alerts"] ?? null,
    });
    await store.teams.upsert(workspaceId, { code: "network", label: "Network" });
    const maija = { code: "maija", slackUserId: users.maija.id, teamCode: "billing" };
    await store.teams.upsertStaff(workspaceId, maija);
    const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
    house.annaId = (await store.customers.ensure(workspaceId, anna)) ?? "";
    await store.customers.ensure(workspaceId, { phone: "040 765 4321", name: "Anna <!channel> Korhonen" });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.clock.now = NOW;
    await house.database.db.pool.query("TRUNCATE promise CASCADE");
  });
  return house;
}
