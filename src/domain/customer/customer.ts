import type { CustomerRef } from "../contact.ts";

const identityKinds = ["external", "email", "phone"] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** One way a customer is known: `external` as the sender spells it, `email` in lower case, `phone` in E.164. */
export type Identity = { kind: IdentityKind; value: string };

/** An identity in the store. `sourceId`: who named it first. */
export type KnownIdentity = Identity & { customerId: string; sourceId: string | null };

/** A phone number in E.164, or undefined when it is none. */
export type ToE164 = (phone: string) => string | undefined;

/** Somebody a source named: what they are known by, strongest first. */
export type NamedCustomer = { sourceId: string; identities: Identity[]; name: string | undefined };

export type Resolution = {
  /** For each asked, in the same order: the customer's id, or undefined when nothing is known of them. */
  customerIds: (string | undefined)[];
  newCustomers: string[];
  newIdentities: KnownIdentity[];
  /** The latest name given, by customer. */
  names: Map<string, string>;
};

/** What a customer is known by, strongest first: external id, e-mail, phone. */
export function identitiesOf(ref: CustomerRef | undefined, toE164: ToE164): Identity[] {
  const values: Record<IdentityKind, string | undefined> = {
    external: ref?.id?.trim(),
    email: ref?.email?.trim().toLowerCase(),
    phone: ref?.phone === undefined ? undefined : toE164(ref.phone),
  };
  return identityKinds.flatMap((kind) => {
    const value = values[kind];
    return value === undefined || value === "" ? [] : [{ kind, value }];
  });
}

/** A name as it is searched: in lower case and without accents, so that "makinen" finds Mäkinen. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();
}

const identityKey = ({ kind, value }: Identity): string => `${kind}:${value}`;

/**
 * Finds or makes the customer of each, one after the other, so that the second mention finds what the first one made.
 * The strongest known identity decides and the free ones are attached to its customer. Two external ids of one source
 * are two customers even when they share a phone: merging two people shows one the other's life, splitting one costs little.
 */
export function resolveCustomers(
  asked: readonly NamedCustomer[],
  known: readonly KnownIdentity[],
  newId: () => string,
): Resolution {
  const owners = new Map(known.map((identity) => [identityKey(identity), identity.customerId]));
  const numbered = new Set(known.filter(isExternal).map(numberedKey));
  const found: Resolution = { customerIds: [], newCustomers: [], newIdentities: [], names: new Map() };
  for (const { sourceId, identities, name } of asked) {
    if (identities.length === 0) {
      found.customerIds.push(undefined);
      continue;
    }
    let customerId = ownerOf(identities, sourceId, owners, numbered);
    if (customerId === undefined) {
      customerId = newId();
      found.newCustomers.push(customerId);
    }
    for (const identity of identities) {
      if (owners.has(identityKey(identity))) continue;
      const attached = { ...identity, customerId, sourceId };
      owners.set(identityKey(identity), customerId);
      if (isExternal(attached)) numbered.add(numberedKey(attached));
      found.newIdentities.push(attached);
    }
    if (name !== undefined && name !== "") found.names.set(customerId, name);
    found.customerIds.push(customerId);
  }
  return found;
}

function ownerOf(
  identities: readonly Identity[],
  sourceId: string,
  owners: ReadonlyMap<string, string>,
  numbered: ReadonlySet<string>,
): string | undefined {
  const hasNewNumber = identities.some(
    (identity) => isExternal(identity) && !owners.has(identityKey(identity)),
  );
  for (const identity of identities) {
    const owner = owners.get(identityKey(identity));
    if (owner === undefined) continue;
    if (hasNewNumber && numbered.has(numberedKey({ customerId: owner, sourceId }))) continue;
    return owner;
  }
  return undefined;
}

const isExternal = ({ kind }: Identity): boolean => kind === "external";

const numberedKey = ({ customerId, sourceId }: Pick<KnownIdentity, "customerId" | "sourceId">): string =>
  `${sourceId}:${customerId}`;
