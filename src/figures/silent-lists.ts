import type { Deps } from "../deps.ts";
import { type SilentList, silentLists } from "../domain/customer/silent.ts";

/** Each team's silent customers as of now; under null those whom no team owns. */
export async function silentListsNow(
  { store }: Pick<Deps, "store">,
  workspaceId: string,
  now: Date,
): Promise<Map<string | null, SilentList>> {
  const [silent, teams] = await Promise.all([
    store.customerTouches.silent(workspaceId, now),
    store.teams.list(workspaceId),
  ]);
  return silentLists(silent, [...teams.map(({ code }) => code), null]);
}
