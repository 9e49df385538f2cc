import { describe, expect, it } from "vitest";
import {
  type Identity,
  identitiesOf,
  type KnownIdentity,
  type NamedCustomer,
  resolveCustomers,
} from "../../../src/domain/customer/customer.ts";

const external = (value: string): Identity => ({ kind: "external", value });
const email = (value: string): Identity => ({ kind: "email", value });
const phone = (value: string): Identity => ({ kind: "phone", value });
const known = (identity: Identity, customerId: string, sourceId = "crm"): KnownIdentity => ({
  ...identity,
  customerId,
  sourceId,
});
const named = (identities: Identity[], sourceId = "crm", name?: string): NamedCustomer => ({
  sourceId,
  identities,
  name,
});

function resolve(asked: NamedCustomer[], owners: KnownIdentity[] = []) {
  let made = 0;
  return resolveCustomers(asked, owners, () => `new-${++made}`);
}

describe("identitiesOf", () => {
  const toE164 = (text: string) => (text === "040 123 4567" ? "+358401234567" : undefined);

  it.each([
    ["nothing", undefined, []],
    ["a name alone", { name: "Maija" }, []],
    [
      "strongest first",
      { phone: "040 123 4567", email: " Maija@B.FI ", id: " c-77 " },
      [external("c-77"), email("maija@b.fi"), phone("+358401234567")],
    ],
    ["no phone that is none", { phone: "12" }, []],
    ["no blanks", { id: "  ", email: "" }, []],
  ])("%s", (_, ref, identities) => {
    expect(identitiesOf(ref, toE164)).toEqual(identities);
  });
});

describe("resolveCustomers", () => {
  it("knows nobody without an identity", () => {
    expect(resolve([named([])])).toMatchObject({ customerIds: [undefined], newCustomers: [] });
  });

  it("makes one customer of two mentions and attaches what is new", () => {
    const { customerIds, newCustomers, newIdentities } = resolve([
      named([email("a@b.fi")]),
      named([email("a@b.fi"), phone("+3581")]),
      named([phone("+3581")]),
    ]);
    expect(customerIds).toEqual(["new-1", "new-1", "new-1"]);
    expect(newCustomers).toEqual(["new-1"]);
    expect(newIdentities).toEqual([known(email("a@b.fi"), "new-1"), known(phone("+3581"), "new-1")]);
  });

  it.each([
    ["external id before e-mail", [external("1"), email("b@b.fi")], "one"],
    ["e-mail before phone", [email("b@b.fi"), phone("+3581")], "two"],
    ["phone when nothing else is known", [email("new@b.fi"), phone("+3581")], "one"],
  ])("follows %s and never takes an identity from another customer", (_, identities, owner) => {
    const owners = [known(external("1"), "one"), known(phone("+3581"), "one"), known(email("b@b.fi"), "two")];
    const { customerIds, newIdentities } = resolve([named(identities)], owners);
    expect(customerIds).toEqual([owner]);
    expect(newIdentities.every(({ value }) => value === "new@b.fi")).toBe(true);
  });

  it("takes two external ids of one source for two customers, also when they share a phone", () => {
    const owners = [known(external("1"), "one"), known(phone("+3581"), "one")];
    const { customerIds, newIdentities } = resolve([named([external("2"), phone("+3581")])], owners);
    expect(customerIds).toEqual(["new-1"]);
    expect(newIdentities).toEqual([known(external("2"), "new-1")]);
  });

  it("links another source's external id by the phone", () => {
    const owners = [known(external("1"), "one"), known(phone("+3581"), "one")];
    const { customerIds, newIdentities } = resolve(
      [named([external("zd-9"), phone("+3581")], "desk")],
      owners,
    );
    expect(customerIds).toEqual(["one"]);
    expect(newIdentities).toEqual([known(external("zd-9"), "one", "desk")]);
  });

  it("keeps the latest name given", () => {
    const asked = [
      named([external("1")], "crm", "M. Meikäläinen"),
      named([external("1")]),
      named([external("1")], "crm", "Maija"),
    ];
    expect(resolve(asked).names).toEqual(new Map([["new-1", "Maija"]]));
  });
});
