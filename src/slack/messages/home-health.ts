import { amount, counted, duration, said } from "./words.ts";

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
export function healthLines(
  { inbox, alerts, held, deadChannels, migrations }: ShownHealth,
  now: Date,
): string[] {
  const since = (at: Date | null) =>
    at === null ? "" : `, the oldest for ${duration(now.getTime() - at.getTime())}`;
  const aside = inbox.setAside === 0 ? "" : `; *${counted(inbox.setAside, "event")} could not be processed*`;
  return [
    `• In: ${inbox.waiting === 0 ? "nothing waits" : `${counted(inbox.waiting, "event")} waiting${since(inbox.oldestWaitingAt)}`}${aside}`,
    `• Out: ${alerts.waiting === 0 ? "no alert waits for Slack" : `${counted(alerts.waiting, "alert")} waiting for Slack${since(alerts.lateSince)}`}`,
    `• Held back: ${heldInWords(held)}`,
    ...alerts.errors
      .slice(0, MOST_NAMED)
      .map(
        ({ error, slackTo, count }) =>
          `• *Held up*: ${counted(count, "alert")} to ${channel(slackTo)}: ${said(error, 200)}`,
      ),
    deadChannels.length === 0
      ? "• Every channel takes messages"
      : `• *Takes no messages*: ${deadChannels.slice(0, MOST_NAMED).map(channel).join(", ")}${more(deadChannels)}. \`/invite @Earshot\` there, or choose another`,
    migrations.wrong.length === 0
      ? `• Database: all ${migrations.applied} migrations applied`
      : `• *Database*: see to ${migrations.wrong
          .slice(0, MOST_NAMED)
          .map((name) => said(name, 80))
          .join(", ")}${more(migrations.wrong)} (\`earshot doctor\`)`,
  ];
}

function heldInWords({ quietHours, digest, muted }: ShownHealth["held"]): string {
  const why = [
    [quietHours, "until quiet hours end"],
    [digest, "for a digest"],
    [muted, "muted"],
  ] as const;
  const counts = why.filter(([count]) => count > 0).map(([count, words]) => `${amount(count)} ${words}`);
  return counts.join(", ") || "nothing";
}

function more(all: readonly string[]): string {
  return all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : "";
}

function channel(id: string): string {
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? `<#${id}>` : said(id, 80);
}
