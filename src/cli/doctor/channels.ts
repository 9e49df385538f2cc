import type { Route } from "../../domain/routing/route.ts";
import type { Outcome } from "../../slack/connection/outcome.ts";
import type { ChannelFacts, SlackExaminer } from "../../slack/examine.ts";
import type { Reason } from "../../store/reasons.ts";
import type { Team } from "../../store/teams.ts";
import { type Finding, listed, mend, note, ok } from "./finding.ts";
import { grouped } from "./grouped.ts";

/** A channel that a setting names. */
export type ChannelUse = {
  /** Its id, or a name with or without `#`. */
  channel: string;
  /** The setting in words: `team Billing`. */
  of: string;
  /** How to choose another one. */
  change: string;
};

/** `scopes` undefined: this Slack does not say which it has given. */
type Asking = { examiner: SlackExaminer; scopes: readonly string[] | undefined };
type Looked = { uses: ChannelUse[]; named: string; found: Outcome<ChannelFacts | undefined> };

/** Slack answers about fifty such questions a minute. */
const MOST_CHANNELS = 40;

/** Where settings name channels. `fromEnv` is SLACK_DEFAULT_CHANNEL, which at each start replaces the stored default. */
export type ChannelSettings = {
  fromEnv: string | undefined;
  stored: string | null;
  routes: readonly Pick<Route, "slackChannels">[];
  teams: readonly Pick<Team, "code" | "label" | "slackChannel" | "promiseRules">[];
  reasons: readonly Pick<Reason, "code" | "label" | "slackChannel">[];
};

/** Every channel that settings name. */
export function channelUses({ fromEnv, stored, routes, teams, reasons }: ChannelSettings): ChannelUse[] {
  const change = (code: string) => `/earshot channel #other ${code}`;
  const use = (channel: string | null, of: string, how: string) =>
    channel ? [{ channel, of, change: how }] : [];
  return [
    ...(fromEnv === undefined
      ? use(stored, "default", change("default"))
      : use(fromEnv, "default", "set SLACK_DEFAULT_CHANNEL to another")),
    ...routes.flatMap(({ slackChannels }, index) =>
      slackChannels.flatMap((id) => use(id, `route ${index + 1}`, `/earshot route remove ${index + 1}`)),
    ),
    ...teams.flatMap(({ code, label, slackChannel, promiseRules }) => [
      ...use(slackChannel, `team ${label}`, change(code)),
      ...(promiseRules.nextLevel ?? [])
        .filter((id) => /^[CG]/.test(id))
        .flatMap((id) => use(id, `next level of ${label}`, `/earshot team ${code}`)),
    ]),
    ...reasons.flatMap(({ code, slackChannel, label }) => use(slackChannel, `reason ${label}`, change(code))),
  ];
}

/** One line of those that take messages, one of those that the bot is not in, and one for each that takes none. */
export async function examineChannels(asking: Asking, uses: readonly ChannelUse[]): Promise<Finding[]> {
  const groups = grouped(uses, ({ channel }) => channel.replace(/^#/, ""));
  const looked = await look(asking, groups.slice(0, MOST_CHANNELS));
  const judged = looked.map((each) => ({ ...each, verdict: judge(each, asking.scopes) }));
  const those = (verdict: "fine" | "outside") => judged.filter((each) => each.verdict === verdict);
  return [
    ...fine(those("fine")),
    ...outside(those("outside")),
    ...judged.flatMap(({ verdict }) => (typeof verdict === "string" ? [] : [verdict])),
    ...(uses.some(({ of }) => of === "default") ? [] : [NO_DEFAULT]),
    ...(groups.length > MOST_CHANNELS ? [notLookedAt(groups.length - MOST_CHANNELS)] : []),
  ];
}

function fine(looked: readonly Looked[]): Finding[] {
  if (looked.length === 0) return [];
  const names = looked.map(({ named, uses }) => `${named} (${inShort(uses)})`);
  return [ok("channels", `Earshot is in ${listed(names)}`)];
}

function outside(looked: readonly Looked[]): Finding[] {
  const [first] = looked;
  if (first === undefined) return [];
  const names = looked.map(({ named, uses }) => `${named} (${inShort(uses)})`);
  const says = `Earshot may post to ${listed(names)}, and is not in ${looked.length === 1 ? "it" : "them"}`;
  const how = `Type /invite @Earshot in ${first.named}: only inside can it find a message whose answer was lost.`;
  return [note("channels", says, how)];
}

function notLookedAt(count: number): Finding {
  const says = `${count} more were not looked at: Slack answers so many questions a minute`;
  return note("channels", says, "/earshot status in Slack names what an alert could not reach.");
}

const NO_DEFAULT = mend(
  "channels",
  "no default channel: alerts that no team or reason owns have nowhere to go",
  "Set SLACK_DEFAULT_CHANNEL, or type /earshot channel #its-name default in Slack.",
);

async function look({ examiner, scopes }: Asking, groups: [string, ChannelUse[]][]): Promise<Looked[]> {
  const isId = (channel: string) => /^[CDG][A-Z0-9]{5,}$/.test(channel);
  const withPrivate = scopes?.includes("groups:read") ?? false;
  const names = groups.some(([channel]) => !isId(channel))
    ? await examiner.channelsByName(withPrivate)
    : undefined;
  const looked = await Promise.all(
    groups.map(async ([channel, uses]): Promise<Looked> => {
      const found =
        isId(channel) || names === undefined ? await examiner.channel(channel) : of(names, channel);
      const named =
        found.kind === "ok" && found.value ? `#${found.value.name}` : isId(channel) ? channel : `#${channel}`;
      return { uses, named, found };
    }),
  );
  // One setting may know it by name and another by id.
  return grouped(looked, ({ named }) => named).flatMap(([, [first, ...more]]) =>
    first === undefined ? [] : { ...first, uses: [first, ...more].flatMap(({ uses }) => uses) },
  );
}

function of(names: Outcome<Map<string, ChannelFacts>>, name: string): Outcome<ChannelFacts | undefined> {
  return names.kind === "ok" ? { kind: "ok", value: names.value.get(name) } : names;
}

/** `outside`: it takes messages, though the bot is not in it. */
function judge({ uses, named, found }: Looked, scopes: Asking["scopes"]): Finding | "fine" | "outside" {
  const what = `${named} (${ofAll(uses)})`;
  const another = [...new Set(uses.map(({ change }) => change))].join("; ");
  if (found.kind === "rate-limited" || found.kind === "ambiguous") {
    return note("channels", `${what}: Slack did not say`, "Look again in a minute.");
  }
  if (found.kind === "refused" || found.kind === "unauthorized") {
    return note("channels", `${what}: Slack refuses to say (${found.error})`, "See slack and scopes above.");
  }
  if (found.kind === "channel-dead" || found.value === undefined) {
    const how = `/invite @Earshot there, or choose another: ${another}.`;
    return mend("channels", `${what} does not exist, or is private and Earshot is not in it`, how);
  }
  const { isArchived, isMember, isPrivate } = found.value;
  if (isArchived) {
    return mend("channels", `${what} is archived`, `Unarchive it, or choose another: ${another}.`);
  }
  if (isMember) return "fine";
  if (isPrivate || !(scopes?.includes("chat:write.public") ?? true)) {
    return mend(
      "channels",
      `${what}: Earshot is not in it and cannot post there`,
      `Type /invite @Earshot in ${named}.`,
    );
  }
  return "outside";
}

function ofAll(uses: readonly ChannelUse[]): string {
  return listed(uses.map(({ of }) => of));
}

/** Many reasons are counted. */
function inShort(uses: readonly ChannelUse[]): string {
  const reasons = uses.filter(({ of }) => of.startsWith("reason "));
  if (reasons.length < 3) return ofAll(uses);
  return [
    ...uses.filter((use) => !reasons.includes(use)).map(({ of }) => of),
    `${reasons.length} reasons`,
  ].join(", ");
}
