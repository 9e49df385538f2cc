import type { SlackHouse } from "./slackHouse.ts";

/** Maija is of Billing, which the members of `billing-leads` lead; Noor is of Network, which nobody leads. */
export async function moveInTwoTeams({ database, local }: SlackHouse): Promise<void> {
  const { store, workspaceId } = database;
  const { maija, noor } = local.users;
  const leadGroup = local.groups["billing-leads"] ?? null;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", leadGroup });
  await store.teams.upsert(workspaceId, { code: "network", label: "Network" });
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId: maija.id, teamCode: "billing" });
  await store.teams.upsertStaff(workspaceId, { code: "noor", slackUserId: noor.id, teamCode: "network" });
}
