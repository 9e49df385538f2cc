import { echo, type Read, read, refused } from "../calendar/read.ts";
import { closest } from "../closest.ts";
import { type Fault, fault } from "../fault.ts";
import { conditionNames, type Route, type RoutedKind, routedKinds } from "./route.ts";

export const MOST_ROUTES = 100;
const MOST_CHANNELS = 10;
const MOST_CONDITIONS = 50;
const CHANNEL = /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/;

/**
 * Reads a route as people write it: names of conditions, each with its words, then `to` and the Slack channels as Slack sends
 * them (`<#C123|name>`), then `continue` when the routes after it count too. Without conditions it takes everything.
 */
export function parseRoute(typed: string): Read<Route, Fault> {
  const route: Route = {
    kinds: [],
    reasons: [],
    channels: [],
    touchpoints: [],
    teams: [],
    slackChannels: [],
    continues: false,
  };
  let about: (typeof conditionNames)[number] | "to" | undefined;
  for (const word of typed
    .split(/[\s,;]+/)
    .filter((part) => part !== "" && part !== "or" && part !== "and")) {
    const name = conditionNames.find((each) => each === word || each === `${word}s`);
    if (name !== undefined && about !== "to") about = name;
    else if (word === "to") about = "to";
    else if (word === "continue") route.continues = true;
    else if (about === "to") {
      const channel = CHANNEL.exec(word)?.[1];
      if (channel === undefined) return refused(fault("notRouteChannel", { typed: echo(word) }));
      route.slackChannels.push(channel);
    } else if (about === "kinds") {
      const kind = readKind(word);
      if (kind.kind === "refused") return kind;
      route.kinds.push(kind.value);
    } else if (about !== undefined) route[about].push(word);
    else if (word !== "everything") return refused(strangeWord(word));
  }
  return checkedRoute(route);
}

/** A kind of signal, also in the plural. */
export function readKind(word: string): Read<RoutedKind, Fault> {
  const kind = routedKinds.find((each) => each === word || `${each}s` === word);
  return kind === undefined
    ? refused(fault("notRouteKind", { typed: echo(word), kinds: routedKinds.join(", ") }))
    : read(kind);
}

/** A route that goes somewhere, each channel once, and does not ask for too much. */
export function checkedRoute(route: Route): Read<Route, Fault> {
  const slackChannels = [...new Set(route.slackChannels)];
  if (slackChannels.length === 0) return refused(fault("routeNowhere"));
  if (slackChannels.length > MOST_CHANNELS)
    return refused(fault("routeChannelsTooMany", { most: MOST_CHANNELS }));
  const asked = conditionNames.reduce((sum, name) => sum + route[name].length, 0);
  return asked > MOST_CONDITIONS
    ? refused(fault("routeAsksTooMuch", { most: MOST_CONDITIONS }))
    : read({ ...route, slackChannels });
}

function strangeWord(word: string): Fault {
  const near = closest(word, [...conditionNames, "to", "everything"]);
  const typed = echo(word);
  return near === undefined
    ? fault("notRouteWord", { typed, words: conditionNames.join(", ") })
    : fault("notRouteWordNear", { typed, near });
}
