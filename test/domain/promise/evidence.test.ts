import { describe, expect, it } from "vitest";
import { type Attempt, readEvidenceNote, weighEvidence } from "../../../src/domain/promise/evidence.ts";
import type { CustomerPromise } from "../../../src/domain/promise/promise.ts";
import { promised } from "../../support/promises.ts";

const hour = (h: number) => new Date(Date.UTC(2026, 10, 20, h));

const promise = (id: string, given: Partial<CustomerPromise> = {}) => promised({ id, ...given });

function attempt(contactId: string, given: Partial<Attempt> = {}): Attempt {
  return {
    contactId,
    customerId: "ann",
    at: hour(12),
    channel: "phone",
    team: null,
    agent: null,
    outcome: null,
    ...given,
  };
}

const weigh = (open: CustomerPromise[], attempts: Attempt[]) =>
  weighEvidence(open, attempts, () => true).map(
    ({ promiseId, action, contactId }) => `${contactId} ${action} ${promiseId}`,
  );

describe("weighEvidence", () => {
  it.each<[string, Partial<CustomerPromise>, Partial<Attempt>, string[]]>([
    ["reached, as an outcome says", {}, { outcome: "reached" }, ["c kept p"]],
    ["reached, when nothing is said", {}, {}, ["c kept p"]],
    ["reached late keeps it too", {}, { at: hour(20) }, ["c kept p"]],
    ["nobody answered", {}, { outcome: "no-answer" }, ["c tried p"]],
    ["voicemail", {}, { outcome: "voicemail" }, ["c tried p"]],
    ["abandoned", {}, { outcome: "abandoned" }, ["c tried p"]],
    ["another customer", { customerId: "bob" }, {}, []],
    ["before it was made", { madeAt: hour(13) }, {}, []],
    ["the very contact in which it was made", { contactId: "c" }, { at: hour(12) }, []],
    ["a call promised, only written", { channel: "phone" }, { channel: "email" }, ["c tried p"]],
    ["a call promised, met in the store", { channel: "phone" }, { channel: "store" }, ["c kept p"]],
    ["an e-mail promised, called instead", { channel: "email" }, { channel: "phone" }, ["c kept p"]],
    ["an e-mail promised, answered in chat", { channel: "email" }, { channel: "chat" }, ["c kept p"]],
  ])("%s", (_, made, tried, evidence) => {
    expect(weigh([promise("p", made)], [attempt("c", tried)])).toEqual(evidence);
  });

  it.each<[string, Partial<CustomerPromise>, Partial<CustomerPromise>, Partial<Attempt>, string]>([
    [
      "the owner's own before an earlier one",
      { owner: "otto", dueAt: hour(18) },
      { owner: "maija" },
      { agent: "otto" },
      "one",
    ],
    [
      "the team's before an earlier one",
      { team: "billing", dueAt: hour(18) },
      { team: "sales" },
      { team: "billing" },
      "one",
    ],
    [
      "the channel's before an earlier one",
      { channel: "phone", dueAt: hour(18) },
      { channel: "email" },
      {},
      "one",
    ],
    [
      "the owner's before the team's",
      { owner: "otto" },
      { team: "billing" },
      { agent: "otto", team: "billing" },
      "one",
    ],
    [
      "one it can keep before one it cannot",
      { dueAt: hour(18) },
      { owner: "otto", channel: "phone" },
      { agent: "otto", channel: "email" },
      "one",
    ],
    ["else the one due first", { dueAt: hour(18) }, { dueAt: hour(13) }, {}, "two"],
  ])("of two promises it keeps %s", (_, one, two, tried, kept) => {
    expect(weigh([promise("one", one), promise("two", two)], [attempt("c", tried)])).toEqual([
      `c kept ${kept}`,
    ]);
  });

  it("keeps one promise a contact, in the order they happened", () => {
    const open = [promise("one", { dueAt: hour(13) }), promise("two")];
    const attempts = [
      attempt("later", { at: hour(15) }),
      attempt("vain", { at: hour(10), outcome: "no-answer" }),
      attempt("first", { at: hour(11) }),
      attempt("too-many", { at: hour(16) }),
    ];
    expect(weigh(open, attempts)).toEqual(["vain tried one", "first kept one", "later kept two"]);
  });

  it("gives a call heard of late to the promise that was called kept after it, not to another one", () => {
    const clicked = promise("clicked", { status: "kept", keptAt: hour(13), dueAt: hour(18) });
    expect(weigh([clicked, promise("other")], [attempt("c")])).toEqual(["c kept clicked"]);
    expect(weigh([clicked, promise("other")], [attempt("c", { at: hour(14) })])).toEqual(["c kept other"]);
    expect(weigh([clicked], [attempt("c", { outcome: "no-answer" })])).toEqual([]);
  });

  it("says why, and among how many", () => {
    const [evidence] = weighEvidence(
      [promise("one"), promise("two")],
      [attempt("c", { agent: "maija" })],
      () => true,
    );
    expect(evidence).toMatchObject({
      at: hour(12),
      actor: "maija",
      note: "reached by phone; fits best of 2 open promises",
    });
  });

  it("never weighs again what it has weighed", () => {
    expect(weighEvidence([promise("p")], [attempt("c")], () => false)).toEqual([]);
  });
});

it.each([
  [{}, { kind: "reached", channel: "phone", among: 1 }],
  [{ channel: "email" }, { kind: "only-wrote", channel: "email" }],
  [{ outcome: "voicemail" }, { kind: "in-vain", channel: "phone", outcome: "voicemail" }],
] as const)("what an attempt %j left in the history is read back", (tried, read) => {
  const [evidence] = weighEvidence([promise("p", { channel: "phone" })], [attempt("c", tried)], () => true);
  expect(readEvidenceNote(evidence?.note ?? "")).toEqual(read);
});

it("people's words are not read for what a contact left", () => {
  expect(readEvidenceNote("line: busy")).toBeUndefined();
});
