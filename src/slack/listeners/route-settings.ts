import type { Route } from "../../domain/route.ts";
import { MOST_ROUTES, parseRoute } from "../../domain/route-text.ts";
import type { ListenerDeps } from "../deps.ts";
import { routeLine } from "../messages/route-line.ts";
import { fitting, said } from "../messages/words.ts";
import { forAdmins, type Setting } from "./settings.ts";

const HOW = [
  "`/earshot route add reasons invoice-*, late-delivery to #billing-alerts` adds one at the end, `/earshot route add 1 ...` in front of route 1",
  "It may ask for `kinds` (spike, overdue-promise, source-silent), `reasons`, `channels` (phone, chat), `touchpoints` and `teams`; `continue` at its end lets those after it count too",
  "`/earshot route move 3 1`, `/earshot route remove 2`",
].join("\n");

/** `/earshot routes` and `/earshot route add|move|remove`: where signals are told. */
export const routeSettings: Record<string, Setting> = {
  routes: async ({ store }, { id }) => routesText(await store.routes.list(id)),

  route: forAdmins("route", async ({ store }, { id }, [verb = "", ...words]) => {
    switch (verb.toLowerCase()) {
      case "add":
        return add(store, id, words);
      case "move":
        return move(store, id, words.map(Number));
      case "remove":
        return remove(store, id, Number(words[0]));
      default:
        return HOW;
    }
  }),
};

type Store = ListenerDeps["store"];

async function add({ routes }: Store, workspaceId: string, words: string[]): Promise<string> {
  const [first = "", ...others] = words;
  const position = /^[1-9]\d{0,2}$/.test(first) ? Number(first) : undefined;
  const parsed = parseRoute((position === undefined ? words : others).join(" "));
  if (parsed.kind === "refused") return `No route was added: ${said(parsed.why, 500)}.`;
  if ((await routes.list(workspaceId)).length >= MOST_ROUTES)
    return `There are ${MOST_ROUTES} routes already; remove one first.`;
  const now = await routes.change(workspaceId, (before) =>
    before.toSpliced((position ?? before.length + 1) - 1, 0, parsed.value),
  );
  return `Added.\n${routesText(now)}`;
}

async function move({ routes }: Store, workspaceId: string, [from = 0, to = 0]: number[]): Promise<string> {
  let moved: Route | undefined;
  const now = await routes.change(workspaceId, (before) => {
    moved = to >= 1 ? before[from - 1] : undefined;
    return moved === undefined ? before : before.toSpliced(from - 1, 1).toSpliced(to - 1, 0, moved);
  });
  return moved === undefined ? `There is no such route.\n${routesText(now)}` : `Moved.\n${routesText(now)}`;
}

async function remove({ routes }: Store, workspaceId: string, position: number): Promise<string> {
  let removed: Route | undefined;
  const now = await routes.change(workspaceId, (before) => {
    removed = before[position - 1];
    return removed === undefined ? before : before.toSpliced(position - 1, 1);
  });
  if (removed === undefined) return `There is no such route.\n${routesText(now)}`;
  return `Removed: ${routeLine(removed)}\n${routesText(now)}`;
}

function routesText(routes: readonly Route[]): string {
  const rest = "What no route stops goes to its reason's or team's channel, else to the default one.";
  if (routes.length === 0) return `There are no routes. ${rest}\n${HOW}`;
  return fitting([
    "*Routes*, asked in this order until one fits:",
    ...routes.map((route, index) => `${index + 1}. ${routeLine(route)}`),
    rest,
  ]);
}
