import { describe, expect, it } from "vitest";
import {
  actsFor,
  judgeAct,
  mayAct,
  type PromiseAct,
  type PromiseActName,
} from "../../../src/domain/promise/acts.ts";
import type { PromiseEntry } from "../../../src/domain/promise/life.ts";
import type { CustomerPromise, PromiseStatus } from "../../../src/domain/promise/promise.ts";
import { promised } from "../../support/promises.ts";

const hour = (h: number) => new Date(Date.UTC(2026, 10, 20, h));
const entry = (
  action: PromiseEntry["action"],
  at: number,
  more: Partial<PromiseEntry> = {},
): PromiseEntry => ({
  promiseId: "p",
  at: hour(at),
  actor: "UMAIJA00",
  action,
  dueAt: null,
  told: null,
  note: null,
  ...more,
});
const made = entry("made", 9, { dueAt: hour(14) });
const silent = entry("moved", 10, { dueAt: hour(15), told: false });
const open = promised({ id: "p", owner: "UMAIJA00", team: "billing", warnedAt: hour(13), wakeAt: hour(13) });

const acts: Record<PromiseActName, PromiseAct> = {
  kept: { deed: "kept" },
  tried: { deed: "tried", note: "voicemail" },
  moved: { deed: "moved", dueAt: hour(18), told: true },
  told: { deed: "told" },
  "handed-over": { deed: "handed-over", to: "UOTTO000" },
  "given-up": { deed: "given-up", note: "moved abroad" },
  withdrawn: { deed: "withdrawn" },
  reopened: { deed: "reopened" },
};
const by = { by: "UOTTO000", at: hour(12) };
const judge = (promise: CustomerPromise, entries: PromiseEntry[], act: PromiseAct, at = 12) =>
  judgeAct(promise, entries, { ...act, by: "UOTTO000", at: hour(at) });

describe("judgeAct", () => {
  it.each<[PromiseAct, Partial<CustomerPromise>, Partial<PromiseEntry>]>([
    [acts.kept, { status: "kept", keptAt: hour(12), wakeAt: null }, { action: "kept" }],
    [acts.tried, {}, { action: "tried", note: "voicemail" }],
    [
      acts.moved,
      { dueAt: hour(18), warnedAt: hour(12), wakeAt: hour(12) },
      { action: "moved", dueAt: hour(18), told: true },
    ],
    [
      {
        deed: "moved",
        dueAt: hour(18),
        told: false,
        businessFrom: hour(12),
        businessLeftMs: 6,
        note: "busy",
      },
      { dueAt: hour(18), businessFrom: hour(12), businessLeftMs: 6, warnedAt: hour(12), wakeAt: hour(12) },
      { action: "moved", dueAt: hour(18), told: false, note: "busy" },
    ],
    [
      acts["handed-over"],
      { owner: "UOTTO000", wakeAt: hour(12) },
      { action: "handed-over", note: "UOTTO000" },
    ],
    [
      { deed: "handed-over", to: "UMAIJA00", team: "sales" },
      { team: "sales", wakeAt: hour(12), businessFrom: null, businessLeftMs: null },
      { action: "handed-over", note: "UMAIJA00" },
    ],
    [acts["given-up"], { status: "broken", wakeAt: null }, { action: "given-up", note: "moved abroad" }],
    [acts.withdrawn, { status: "withdrawn", wakeAt: null }, { action: "withdrawn" }],
  ])("%o changes an open promise by as much, in one line", (act, changed, line) => {
    const before = { ...open, businessFrom: hour(9), businessLeftMs: 5 };
    const kept = act.deed === "moved" ? { businessFrom: null, businessLeftMs: null } : {};
    expect(judge(before, [made], act)).toEqual({
      kind: "change",
      promise: { ...before, ...kept, ...changed },
      entry: { ...entry("tried", 12), actor: "UOTTO000", ...line },
    });
  });

  it("takes back a promise that a contact had kept, and wakes it", () => {
    const kept = { ...open, status: "kept" as const, keptAt: hour(11), keptByContactId: "7", wakeAt: null };
    expect(judge(kept, [made, entry("kept", 11)], acts.reopened)).toMatchObject({
      promise: { status: "open", keptAt: null, keptByContactId: null, dueAt: hour(14), wakeAt: hour(12) },
    });
  });

  it.each(["kept", "broken", "withdrawn"] satisfies PromiseStatus[])(
    "leaves what is %s alone, and says who did it",
    (status) => {
      const end = entry(status === "broken" ? "given-up" : status, 11);
      for (const act of Object.values(acts).filter(({ deed }) => deed !== "reopened")) {
        expect(judge({ ...open, status }, [made, end], act)).toEqual({
          kind: "already",
          by: "UMAIJA00",
          at: hour(11),
        });
      }
    },
  );

  it.each<[string, PromiseEntry[], PromiseAct, number]>([
    ["reopening one that is open: its making", [made], acts.reopened, 9],
    ["reopening it twice", [made, entry("kept", 10), entry("reopened", 11)], acts.reopened, 11],
    [
      "moving it to the time it has",
      [made, entry("moved", 10, { dueAt: hour(14) })],
      { deed: "moved", dueAt: hour(14), told: true },
      10,
    ],
    ["saying that the customer knows of a time they agreed on", [made], acts.told, 9],
    ["saying it twice", [made, silent, entry("told", 11, { told: true })], acts.told, 11],
    ["giving it to whoever has it", [made], { deed: "handed-over", to: "UMAIJA00" }, 9],
    [
      "giving it twice",
      [made, entry("handed-over", 10)],
      { deed: "handed-over", to: "UMAIJA00", team: "billing" },
      10,
    ],
  ])("changes nothing by %s", (_, entries, act, at) => {
    expect(judge(open, entries, act)).toEqual({ kind: "already", by: "UMAIJA00", at: hour(at) });
  });

  it.each<[string, PromiseAct]>([
    ["by the button", acts.told],
    ["by moving it to the time it has", { deed: "moved", dueAt: hour(14), told: true, note: "called" }],
  ])("hears %s that the customer knows of a silent move, which changes nothing else", (_, act) => {
    const before = { ...open, dueAt: hour(14) };
    expect(
      judge(
        before,
        [
          { ...made, dueAt: hour(11) },
          { ...silent, dueAt: hour(14) },
        ],
        act,
      ),
    ).toEqual({
      kind: "change",
      promise: before,
      entry: { ...entry("told", 12, { told: true }), actor: "UOTTO000" },
    });
  });

  it("takes two presses of Tried within a minute for one attempt, and anything else for another", () => {
    const before = entry("tried", 12, { actor: "UOTTO000", note: "voicemail" });
    const again = (act: PromiseAct, seconds: number) =>
      judgeAct(open, [made, before], { ...act, ...by, at: new Date(hour(12).getTime() + seconds * 1000) })
        .kind;
    expect(again(acts.tried, 59)).toBe("already");
    expect(again(acts.tried, 60)).toBe("change");
    expect(again({ deed: "tried", note: "engaged" }, 5)).toBe("change");
    expect(judgeAct(open, [made, before], { ...acts.tried, by: "UMAIJA00", at: hour(12) }).kind).toBe(
      "change",
    );
  });

  it("undoes at the very instant at which it was done", () => {
    const kept = { ...open, status: "kept" as const, keptAt: hour(12), wakeAt: null };
    expect(judge(kept, [made, entry("kept", 12)], acts.reopened)).toMatchObject({
      promise: { status: "open" },
    });
  });

  it("acts on what a source with a clock ahead has said, and its own line comes after", () => {
    const ahead = entry("moved", 15, { dueAt: hour(18) });
    expect(judge({ ...open, dueAt: hour(18) }, [made, ahead], acts.withdrawn)).toMatchObject({
      promise: { status: "withdrawn", dueAt: hour(18) },
      entry: { at: new Date(hour(15).getTime() + 1) },
    });
  });
});

describe("who may", () => {
  const nobody = { isOwner: false, isTeam: false, isLead: false };
  it.each(Object.keys(acts) as PromiseActName[])("%s", (deed) => {
    const isForAll = deed !== "given-up";
    expect(mayAct(nobody, deed)).toBe(false);
    expect(mayAct({ ...nobody, isOwner: true }, deed)).toBe(isForAll);
    expect(mayAct({ ...nobody, isTeam: true }, deed)).toBe(isForAll);
    expect(mayAct({ ...nobody, isLead: true }, deed)).toBe(true);
  });

  it("is offered all but reopening of an open one, and only that of an ended one", () => {
    const others = Object.keys(acts).filter((deed) => deed !== "reopened");
    expect(actsFor({ status: "open" }).sort()).toEqual(others.sort());
    for (const status of ["kept", "broken", "withdrawn"] as const)
      expect(actsFor({ status })).toEqual(["reopened"]);
  });
});
