import type { Hearing } from "./drain.ts";

/** Codes as the sources use them. `reasons` with when each was first seen; `staff` with the team they were seen in. */
export type SeenCodes = {
  reasons: ReadonlyMap<string, string>;
  touchpoints: ReadonlySet<string>;
  teams: ReadonlySet<string>;
  staff: ReadonlyMap<string, string | null>;
};

export function codesIn({ contacts, feedback, promises, surveys }: Hearing): SeenCodes {
  const reasons = new Map<string, string>();
  const touchpoints = [...contacts, ...feedback, ...surveys].flatMap(({ touchpoint }) => touchpoint ?? []);
  const teams = [...contacts, ...promises].flatMap(({ team }) => team ?? []);
  const staff = new Map<string, string | null>();
  for (const { reasons: mentioned, occurredAt } of contacts) {
    for (const reason of mentioned) {
      const seen = reasons.get(reason);
      if (seen === undefined || occurredAt < seen) reasons.set(reason, occurredAt);
    }
  }
  const people = [
    ...contacts.flatMap(({ agent, promise, team }) => [
      [agent, team] as const,
      [promise?.owner, team] as const,
    ]),
    ...promises.map(({ owner, team }) => [owner, team] as const),
  ];
  for (const [code, team] of people) {
    if (code !== undefined && !isSlackUserId(code)) staff.set(code, staff.get(code) ?? team ?? null);
  }
  return { reasons, touchpoints: new Set(touchpoints), teams: new Set(teams), staff };
}

/** A first name for a code that people have not named yet: `invoice-wrong` is "Invoice wrong". */
export function labelOf(code: string): string {
  const words = code.replace(/[-_./\s]+/g, " ").trim();
  return words === "" ? code : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** An owner may be named by their Slack user id instead of an agent's code. */
const isSlackUserId = (code: string): boolean => /^[UW][A-Z0-9]{2,}$/.test(code);
