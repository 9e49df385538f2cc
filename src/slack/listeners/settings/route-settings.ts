import type { Route } from "../../../domain/routing/route.ts";
import { MOST_ROUTES, parseRoute } from "../../../domain/routing/route-text.ts";
import type { ListenerDeps } from "../../deps.ts";
import { faultText } from "../../language/fault-text.ts";
import type { Words } from "../../language/words.ts";
import { routeLine } from "../../messages/alert/route-line.ts";
import { said } from "../../messages/words.ts";
import { forAdmins, type Setting } from "./settings.ts";

/** `/earshot routes` and `/earshot route add|move|remove`: where signals are told. */
export const routeSettings: Record<string, Setting> = {
  routes: async ({ store, words }, { id }) => routesText(words, await store.routes.list(id)),

  route: forAdmins("route", async (deps, { id }, [verb = "", ...typed]) => {
    switch (verb.toLowerCase()) {
      case "add":
        return add(deps, id, typed);
      case "move":
        return move(deps, id, typed.map(Number));
      case "remove":
        return remove(deps, id, Number(typed[0]));
      default:
        return how(deps.words);
    }
  }),
};

type RouteDeps = Pick<ListenerDeps, "store" | "words">;

async function add({ store, words }: RouteDeps, workspaceId: string, typed: string[]): Promise<string> {
  const { t } = words;
  const [first = "", ...others] = typed;
  const position = /^[1-9]\d{0,2}$/.test(first) ? Number(first) : undefined;
  const parsed = parseRoute((position === undefined ? typed : others).join(" "));
  if (parsed.kind === "refused") return t("route.refused", { why: said(faultText(words, parsed.why), 500) });
  if ((await store.routes.list(workspaceId)).length >= MOST_ROUTES)
    return t("route.tooMany", { most: MOST_ROUTES });
  const now = await store.routes.change(workspaceId, (before) =>
    before.toSpliced((position ?? before.length + 1) - 1, 0, parsed.value),
  );
  return `${t("route.added")}\n${routesText(words, now)}`;
}

async function move(
  { store, words }: RouteDeps,
  workspaceId: string,
  [from = 0, to = 0]: number[],
): Promise<string> {
  let moved: Route | undefined;
  const now = await store.routes.change(workspaceId, (before) => {
    moved = to >= 1 ? before[from - 1] : undefined;
    return moved === undefined ? before : before.toSpliced(from - 1, 1).toSpliced(to - 1, 0, moved);
  });
  return `${words.t(moved === undefined ? "route.noSuch" : "route.moved")}\n${routesText(words, now)}`;
}

async function remove({ store, words }: RouteDeps, workspaceId: string, position: number): Promise<string> {
  let removed: Route | undefined;
  const now = await store.routes.change(workspaceId, (before) => {
    removed = before[position - 1];
    return removed === undefined ? before : before.toSpliced(position - 1, 1);
  });
  const what =
    removed === undefined
      ? words.t("route.noSuch")
      : words.t("route.removed", { route: routeLine(words, removed) });
  return `${what}\n${routesText(words, now)}`;
}

function routesText(words: Words, routes: readonly Route[]): string {
  const { t, fitting } = words;
  const rest = t("workspace.routesRest");
  if (routes.length === 0) return `${t("route.none", { rest })}\n${how(words)}`;
  return fitting([
    t("route.title"),
    ...routes.map((route, index) => `${index + 1}. ${routeLine(words, route)}`),
    rest,
  ]);
}

function how({ t }: Words): string {
  return [t("route.howAdd"), t("route.howAsk"), t("route.howMove")].join("\n");
}
