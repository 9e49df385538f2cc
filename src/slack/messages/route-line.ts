import { conditionsText, type Route } from "../../domain/route.ts";
import { said } from "./words.ts";

/** A route in a line. Its words are people's: escaped, but for its channels. */
export function routeLine(route: Route): string {
  const channels = route.slackChannels.map((channel) => `<#${channel}>`).join(" ");
  return `${said(conditionsText(route), 600)} to ${channels}${route.continues ? ", continue" : ""}`;
}
