import { beforeAll, describe, expect, test } from "vitest";
import type { Message } from "../../src/slack/messages/blocks.ts";
import { promiseRow } from "../../src/slack/messages/promise/row.ts";
import { eventually } from "../support/eventually.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { openOverdue } from "../support/overduePromise.ts";
import { useSlackHouse } from "../support/slackHouse.ts";
import { moveInTwoTeams } from "../support/twoTeams.ts";

const house = useSlackHouse();

beforeAll(() => moveInTwoTeams(house));

type Name = "maija" | "otto" | "noor";

const told = (user: Name): string => JSON.stringify(house.local.ephemerals(user).at(-1) ?? {});

/** A button in one promise's row of a list. */
const inRow = (promiseId: string, actionId: string) => ({ actionId, blockId: `promise:${promiseId}` });

async function list(user: Name, line: string) {
  const before = house.local.ephemerals(user).length;
  await house.local.as(user).command(line, { channel: "earshot" });
  await expect.poll(() => house.local.ephemerals(user).length).toBe(before + 1);
  const shown = house.local.ephemerals(user).at(-1);
  expect(checkLimits(shown as never)).toEqual([]);
  return shown;
}

describe("under an overdue promise's alert", () => {
  test("what was done stands, and nobody is told otherwise, when the alert cannot be drawn again at once", async () => {
    const overdue = await openOverdue(house);
    const before = await overdue.message();
    const { alerts } = house.deps.store;
    const { claim } = alerts;
    let asked = 0;
    alerts.claim = () => {
      asked += 1;
      return Promise.reject(new Error("away"));
    };
    await house.local.as("maija").click(before, "promise-done");
    await expect.poll(() => asked).toBe(1);
    alerts.claim = claim;
    await house.local.as("maija").command("/promise show nobody", { channel: "earshot" });
    await eventually(() => expect(told("maija")).toContain("nobody"));
    expect(await overdue.now()).toMatchObject({ status: "kept" });
    expect(JSON.stringify(house.local.ephemerals("maija"))).not.toContain("Nothing was changed");
  });

  test("Done by its owner keeps it, closes the alert and tells the thread; a second Done is told who was first", async () => {
    const overdue = await openOverdue(house);
    const before = await overdue.message();
    await house.local.as("maija").click(before, "promise-done");
    await eventually(async () => {
      const after = await overdue.message();
      expect(after.ts).toBe(before.ts);
      expect(after.attachments).toMatchObject([{ color: "#2eb886" }]);
      expect(JSON.stringify(after)).toContain("*Kept*: the customer was reached");
    });
    expect(await overdue.now()).toMatchObject({ status: "kept" });
    await eventually(async () =>
      expect(await overdue.thread()).toEqual([
        expect.stringMatching(/^Maija reached the customer .*1 min late\.$/),
      ]),
    );
    await house.local.as("otto").click(before, "promise-done");
    await eventually(() => expect(told("otto")).toContain(`<@${house.local.users.maija.id}> kept it first`));
    await house.local.as("maija").click(before, "promise-done");
    await eventually(() => expect(told("maija")).toContain("You kept it already"));
  });

  test("somebody of another team is refused, to them only, with who can", async () => {
    const overdue = await openOverdue(house);
    for (const action of ["promise-done", "promise-tried", "promise-move"]) {
      const before = house.local.ephemerals("noor").length;
      await house.local.as("noor").click(await overdue.message(), action);
      await expect.poll(() => house.local.ephemerals("noor").length).toBe(before + 1);
      const { maija, otto } = house.local.users;
      expect(told("noor")).toContain(
        `Tämän voivat tehdä vain omistaja (<@${maija.id}>), tiimin Billing väki ja vetäjät (<@${otto.id}>).`,
      );
    }
    expect(house.local.modals("noor")).toEqual([]);
    expect(await overdue.now()).toMatchObject({ status: "open" });
    expect((await overdue.message()).attachments).toMatchObject([{ color: "#a30200" }]);
  });

  test("Tried is noted in the thread and leaves it open; pressed twice it is one attempt", async () => {
    const overdue = await openOverdue(house);
    const message = await overdue.message();
    await house.local.as("maija").click(message, "promise-tried");
    await eventually(async () =>
      expect(await overdue.thread()).toEqual(["Maija tried and did not get through."]),
    );
    await house.local.as("maija").click(message, "promise-tried");
    await eventually(() => expect(told("maija")).toContain("You did that already"));
    expect(await overdue.now()).toMatchObject({ status: "open" });
    expect(await overdue.thread()).toHaveLength(1);
  });

  test("Move asks for a time to come and whether the customer was told, and ends the alert", async () => {
    const overdue = await openOverdue(house);
    const maija = house.local.as("maija");
    await maija.click(await overdue.message(), "promise-move");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    expect(checkView(house.local.modals("maija")[0]?.view ?? {})).toEqual([]);
    const due = Math.floor(house.clock.now.getTime() / 1000) + 7_200;
    await maija.submit({ due });
    expect(house.local.modals("maija")[0]?.errors).toEqual({ told: "Please complete this required field." });
    await maija.submit({ due: due - 10_000, told: "yes" });
    expect(house.local.modals("maija")[0]?.errors.due).toContain("still to come");
    await maija.submit({ due, told: "not-yet", why: "nobody answers" });
    await expect.poll(() => house.local.modals("maija").length).toBe(0);
    await eventually(async () => {
      const after = JSON.stringify(await overdue.message());
      expect(after).toContain("*the customer was not told*, so it counts as broken");
      expect(await overdue.thread()).toEqual([
        expect.stringMatching(
          /^Maija moved it to <!date.*>; the customer was not told, so it counts as broken: nobody answers\.$/,
        ),
      ]);
    });
    const { store, workspaceId } = house.database;
    expect(await overdue.now()).toMatchObject({ status: "open", dueAt: new Date(due * 1000) });
    expect((await store.promises.entries(workspaceId, overdue.promise.id)).at(-1)).toMatchObject({
      action: "moved",
      told: false,
      note: "nobody answers",
      actor: house.local.users.maija.id,
    });
  });

  test("moved silently, it is no success; The customer knows now says so to all, once", async () => {
    const overdue = await openOverdue(house);
    const maija = house.local.as("maija");
    await maija.click(await overdue.message(), "promise-move");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    await maija.submit({ due: Math.floor(house.clock.now.getTime() / 1000) + 7_200, told: "not-yet" });
    await expect.poll(async () => JSON.stringify(await overdue.message())).toContain("promise-told");
    const silent = await overdue.message();
    expect(silent.attachments).toMatchObject([{ color: "#696969" }]);
    await list("maija", "/promise");
    expect(told("maija")).toContain("the customer does not know of this time");

    await house.local.as("noor").click(silent, "promise-told");
    await eventually(() => expect(told("noor")).toContain("tiimin Billing väki"));
    await maija.click(silent, "promise-told");
    await eventually(async () => {
      const agreed = await overdue.message();
      expect(JSON.stringify(agreed)).toContain("*A new time was agreed*");
      expect(agreed.attachments).toMatchObject([{ color: "#2eb886" }]);
    });
    await eventually(async () =>
      expect((await overdue.thread()).at(-1)).toBe("Maija says that the customer knows of the new time."),
    );
    expect(await overdue.now()).toMatchObject({ status: "open", isUntold: false });
    await house.local.as("otto").click(silent, "promise-told");
    await eventually(() => expect(told("otto")).toContain(`<@${house.local.users.maija.id}> did that first`));
  });

  test("a move far away is asked about once", async () => {
    const overdue = await openOverdue(house);
    const maija = house.local.as("maija");
    await maija.click(await overdue.message(), "promise-move");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    const due = Math.floor(house.clock.now.getTime() / 1000) + 40 * 86_400;
    await maija.submit({ due, told: "yes", why: "on holiday" });
    expect(JSON.stringify(house.local.modals("maija"))).toContain("is more than 30 days away");
    expect(checkView(house.local.modals("maija")[0]?.view ?? {})).toEqual([]);
    expect(await overdue.now()).toMatchObject({ dueAt: overdue.promise.dueAt });
    await maija.submit();
    await expect.poll(() => house.local.modals("maija").length).toBe(0);
    expect(await overdue.now()).toMatchObject({ dueAt: new Date(due * 1000) });
    await eventually(async () => expect((await overdue.thread()).at(-1)).toContain("on holiday"));
  });

  test("Give up is a lead's: the owner is refused before any form; the lead says why", async () => {
    const overdue = await openOverdue(house);
    await house.local.as("maija").click(await overdue.message(), "promise-give-up");
    await eventually(() =>
      expect(told("maija")).toContain(
        `Only a lead of Billing can give up a promise: <@${house.local.users.otto.id}>.`,
      ),
    );
    expect(house.local.modals("maija")).toEqual([]);
    const otto = house.local.as("otto");
    await otto.click(await overdue.message(), "promise-give-up");
    await expect.poll(() => house.local.modals("otto").length).toBe(1);
    await otto.submit({ why: "moved <!channel> abroad" });
    await expect.poll(() => house.local.modals("otto").length).toBe(0);
    await eventually(async () => {
      expect(JSON.stringify(await overdue.message())).toContain("*Given up*");
      expect(await overdue.thread()).toEqual(["Otto gave it up: moved &lt;!channel&gt; abroad."]);
    });
    expect(await overdue.now()).toMatchObject({ status: "broken" });
  });

  test("a form that was open while somebody else was quicker says so in its place", async () => {
    const overdue = await openOverdue(house);
    const otto = house.local.as("otto");
    await otto.click(await overdue.message(), "promise-give-up");
    await expect.poll(() => house.local.modals("otto").length).toBe(1);
    await house.local.as("maija").click(await overdue.message(), "promise-done");
    await eventually(async () => expect(await overdue.now()).toMatchObject({ status: "kept" }));
    await otto.submit({ why: "nobody knows" });
    expect(JSON.stringify(house.local.modals("otto"))).toContain(
      `<@${house.local.users.maija.id}> kept it first`,
    );
    await otto.close();
    expect(await overdue.now()).toMatchObject({ status: "kept" });
  });

  test("handed over, it is its new owner's and their team's; they hear of it and the thread pings nobody", async () => {
    const overdue = await openOverdue(house);
    const { noor, otto } = house.local.users;
    await house.local.as("otto").click(await overdue.message(), "promise-hand-over", noor.id);
    await eventually(async () => {
      expect(JSON.stringify(await overdue.message())).toContain(`<@${noor.id}>`);
      expect(await overdue.thread()).toEqual(["Otto gave it to Noor."]);
    });
    expect(await overdue.now()).toMatchObject({ owner: noor.id, team: "network" });
    const { rows } = await house.database.db.pool.query(
      "SELECT kind, slack_to, facts FROM notice WHERE subject = $1",
      [overdue.promise.id],
    );
    expect(rows).toEqual([
      { kind: "handed-over", slack_to: noor.id, facts: { kind: "handed-over", by: otto.id } },
    ]);
    await house.local.as("otto").click(await overdue.message(), "promise-hand-over", noor.id);
    await eventually(() => expect(told("otto")).toMatch(/first|already/));
  });

  test("Undo opens it again, and what the alert and its thread say is true again", async () => {
    const overdue = await openOverdue(house);
    await house.local.as("maija").click(await overdue.message(), "promise-done");
    await eventually(async () => expect(JSON.stringify(await overdue.message())).toContain("promise-undo"));
    await house.local.as("maija").click(await overdue.message(), "promise-undo");
    await eventually(async () => {
      expect(JSON.stringify(await overdue.message())).toContain("*Opened again*");
      expect((await overdue.thread()).at(-1)).toBe("Maija opened it again: that was not it.");
    });
    expect(JSON.stringify(await overdue.message())).not.toContain("promise-undo");
    expect(await overdue.now()).toMatchObject({ status: "open", keptAt: null });
  });
});

test("a lead's Acknowledge holds for the team's hour and leaves the promise as open and late as it was", async () => {
  const overdue = await openOverdue(house);
  await house.local.as("otto").click(await overdue.message(), "acknowledge");
  await eventually(async () =>
    expect(JSON.stringify(await overdue.message())).toContain("The acknowledgement ends"),
  );
  const { store, workspaceId } = house.database;
  expect(await store.signals.get(workspaceId, overdue.id)).toMatchObject({
    status: "acknowledged",
    acknowledgedUntil: new Date(house.clock.now.getTime() + 3_600_000),
  });
  expect(await overdue.now()).toMatchObject({ status: "open" });
});

test("acknowledged from a message to the lead, it is said to them and shown on the alert", async () => {
  const overdue = await openOverdue(house);
  const button = {
    type: "button",
    action_id: "acknowledge",
    text: { type: "plain_text", text: "Acknowledge" },
  } as const;
  const row = { type: "actions", block_id: `signal:${overdue.id}`, elements: [button] } as const;
  const word = { text: "nobody has it", blocks: [row], attachments: [] } as unknown as Message;
  const posted = await house.deps.slack.post(house.local.users.otto.id, word);
  if (posted.kind !== "ok") throw new Error(posted.kind);
  const direct = (await house.local.messages(posted.value.channel)).find(({ ts }) => ts === posted.value.ts);
  await house.local.as("otto").click(direct, "acknowledge");
  await eventually(() => expect(told("otto")).toContain("It is acknowledged: you have it now."));
  expect((await overdue.message()).attachments).toMatchObject([{ color: "#daa038" }]);
});

test("in a direct message, what its reader did takes its place", async () => {
  const overdue = await openOverdue(house);
  const { id } = house.local.users.maija;
  const reminder = {
    text: "due soon",
    blocks: promiseRow(house.deps.words, overdue.promise),
    attachments: [],
  };
  const posted = await house.deps.slack.post(id, reminder);
  if (posted.kind !== "ok") throw new Error(posted.kind);
  const direct = async () =>
    (await house.local.messages(posted.value.channel)).find(({ ts }) => ts === posted.value.ts);
  await house.local.as("maija").click(await direct(), "promise-tried");
  await eventually(async () => {
    const now = JSON.stringify(await direct());
    expect(now).toContain(`*Noted that you tried*: ${overdue.text}: due`);
    expect(now).not.toContain("Virtanen");
    expect(now).toContain("promise-done");
  });
});

describe("in a list", () => {
  test("Done shows what came of it with its undo, and the list without it", async () => {
    const [second, first] = [await openOverdue(house), await openOverdue(house)];
    const shown = await list("maija", "/promise");
    await house.local.as("maija").click(shown, inRow(first.promise.id, "promise-done"));
    const again = () => house.local.ephemerals("maija").find(({ ts }) => ts === shown?.ts);
    await eventually(() =>
      expect(JSON.stringify(again())).toContain(`*Done*: ${first.text} to Anna Virtanen`),
    );
    expect(checkLimits(again() as never)).toEqual([]);
    expect(JSON.stringify(again())).toContain(`promise:${second.promise.id}`);
    expect(await second.now()).toMatchObject({ status: "open" });
    await house.local.as("maija").click(again(), inRow(first.promise.id, "promise-undo"));
    await eventually(() => expect(JSON.stringify(again())).toContain(`*Open again*: ${first.text}`));
    expect(await first.now()).toMatchObject({ status: "open" });
  });

  test("the menu hands over by a form, gives up as a lead, and shows the history", async () => {
    const overdue = await openOverdue(house);
    const shown = await list("otto", "/promise team billing");
    const otto = house.local.as("otto");
    await otto.click(shown, inRow(overdue.promise.id, "promise-more"), "promise-hand-over team billing");
    await expect.poll(() => house.local.modals("otto").length).toBe(1);
    await otto.submit({ to: house.local.users.otto.id });
    await expect.poll(() => house.local.modals("otto").length).toBe(0);
    const again = () => house.local.ephemerals("otto").find(({ ts }) => ts === shown?.ts);
    await eventually(() => expect(JSON.stringify(again())).toContain("*Handed over to"));
    expect(await overdue.now()).toMatchObject({ owner: house.local.users.otto.id, team: "billing" });
    await otto.click(again(), inRow(overdue.promise.id, "promise-more"), "promise-show team billing");
    await eventually(() => expect(told("otto")).toContain("handed it over to"));
  });
});

describe("in the home tab", () => {
  test("Done draws it again with an undo; a refusal opens over it", async () => {
    const overdue = await openOverdue(house);
    const maija = house.local.as("maija");
    await maija.openHome();
    const home = () => house.local.home("maija");
    await eventually(() => expect(JSON.stringify(home())).toContain(overdue.promise.id));
    expect(checkView(home() ?? {})).toEqual([]);
    await maija.click(home(), inRow(overdue.promise.id, "promise-more"), "promise-give-up");
    await expect.poll(() => JSON.stringify(house.local.modals("maija"))).toContain("Only a lead of Billing");
    await maija.close();
    await maija.click(home(), inRow(overdue.promise.id, "promise-done"));
    await eventually(() => expect(JSON.stringify(home())).toContain(`*Done*: ${overdue.text}`));
    expect(checkView(home() ?? {})).toEqual([]);
    await eventually(async () =>
      expect((await overdue.message()).attachments).toMatchObject([{ color: "#2eb886" }]),
    );
  });

  test("a lead sees what is overdue in their teams, and acts on it there", async () => {
    const overdue = await openOverdue(house);
    const otto = house.local.as("otto");
    await otto.openHome();
    const home = () => house.local.home("otto");
    await eventually(() => expect(JSON.stringify(home())).toContain(overdue.promise.id));
    expect(JSON.stringify(home())).toContain("Overdue in the teams you lead");
    await otto.click(home(), inRow(overdue.promise.id, "promise-more"), "promise-give-up");
    await expect.poll(() => house.local.modals("otto").length).toBe(1);
    await otto.submit({ why: "wrong number" });
    await eventually(() => expect(JSON.stringify(home())).toContain(`*Given up*: ${overdue.text}`));
    await house.local.as("noor").openHome();
    await eventually(() => expect(house.local.home("noor")).toBeDefined());
    expect(JSON.stringify(house.local.home("noor"))).not.toContain("teams you lead");
  });
});
