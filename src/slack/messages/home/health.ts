import type { Words } from "../../language/words.ts";
import { said } from "../words.ts";

/** How the workspace fares, in numbers. */
export type ShownHealth = {
  inbox: { waiting: number; oldestWaitingAt: Date | null; setAside: number };
  alerts: {
    waiting: number;
    lateSince: Date | null;
    errors: { error: string; slackTo: string; count: number }[];
  };
  held: { muted: number; quietHours: number; digest: number };
  /** Ids of Slack channels that took no message lately. */
  deadChannels: string[];
  /** Names of migrations that the database lacks or that went wrong. */
  migrations: { applied: number; wrong: string[] };
};

const MOST_NAMED = 5;

/** What comes in, what goes out, where nothing can go, and the tables. */
export function healthLines(words: Words, health: ShownHealth, now: Date): string[] {
  const { t, amount } = words;
  const { alerts, held, deadChannels, migrations } = health;
  return [
    inText(words, health.inbox, now),
    outText(words, alerts, now),
    t("workspace.held", { held: heldInWords(words, held) }),
    ...alerts.errors
      .slice(0, MOST_NAMED)
      .map(({ error, slackTo, count }) =>
        t("workspace.heldUp", { alerts: count, channel: channel(slackTo), error: said(error, 200) }),
      ),
    deadChannels.length === 0
      ? t("workspace.channelsWell")
      : t("workspace.channelsDead", { channels: named(words, deadChannels, channel) }),
    migrations.wrong.length === 0
      ? t("workspace.databaseWell", { count: amount(migrations.applied) })
      : t("workspace.databaseIll", { migrations: named(words, migrations.wrong, (name) => said(name, 80)) }),
  ];
}

function inText(
  { t, duration }: Words,
  { waiting: events, oldestWaitingAt, setAside }: ShownHealth["inbox"],
  now: Date,
): string {
  const waiting =
    events === 0
      ? t("workspace.inNothing")
      : oldestWaitingAt === null
        ? t("workspace.inWaiting", { events })
        : t("workspace.inWaitingSince", {
            events,
            waited: duration(now.getTime() - oldestWaitingAt.getTime()),
          });
  return setAside === 0 ? waiting : `${waiting}; ${t("workspace.aside", { events: setAside })}`;
}

function outText(
  { t, duration }: Words,
  { waiting: alerts, lateSince }: ShownHealth["alerts"],
  now: Date,
): string {
  if (alerts === 0) return t("workspace.outNothing");
  if (lateSince === null) return t("workspace.outWaiting", { alerts });
  const waited = duration(now.getTime() - lateSince.getTime());
  return t("workspace.outWaitingSince", { alerts, waited });
}

function heldInWords({ t, amount }: Words, { quietHours, digest, muted }: ShownHealth["held"]): string {
  const why = [
    [quietHours, "workspace.heldQuiet"],
    [digest, "workspace.heldDigest"],
    [muted, "workspace.heldMuted"],
  ] as const;
  const counts = why.filter(([count]) => count > 0).map(([count, key]) => t(key, { count: amount(count) }));
  return counts.join(", ") || t("workspace.heldNothing");
}

/** The first few; the rest is counted. */
function named({ t }: Words, all: readonly string[], shown: (one: string) => string): string {
  const few = all.slice(0, MOST_NAMED).map(shown).join(", ");
  const rest = all.length - MOST_NAMED;
  return rest > 0 ? `${few} ${t("workspace.andMore", { rest })}` : few;
}

function channel(id: string): string {
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? `<#${id}>` : said(id, 80);
}
