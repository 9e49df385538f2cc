import type { Signal } from "../../domain/signal/signal.ts";
import type { SourceHealth } from "../../store/health.ts";
import { amount, counted, duration } from "../words.ts";
import { type Finding, listed, mend, note, ok } from "./finding.ts";
import type { House } from "./house.ts";

const LATE_MS = 60_000;
const SET_ASIDE_SHOWN = 3;

/** What comes in: each source, what waits to be processed, what could not be. */
export async function examineIntake({ store, workspace }: House, now: Date): Promise<Finding[]> {
  const [sources, silences, inbox, setAside] = await Promise.all([
    store.health.sources(workspace.id, now),
    store.signals.living(workspace.id, "source-silent"),
    store.inbox.counts(workspace.id),
    store.inbox.setAside(workspace.id, SET_ASIDE_SHOWN),
  ]);
  const names = new Map(sources.map(({ id, name }) => [id, name]));
  return [
    ...(sources.length === 0 ? [NO_SOURCE] : sources.map((source) => sourceFinding(source, silences, now))),
    inboxFinding(inbox, now),
    ...(inbox.setAside === 0
      ? []
      : [
          setAsideFinding(
            inbox.setAside,
            setAside.map(
              ({ kind, externalId, sourceId, error }) =>
                `${kind} ${externalId} of ${names.get(sourceId) ?? sourceId}: ${error}`,
            ),
          ),
        ]),
  ];
}

export const NO_SOURCE = mend(
  "source",
  "none: nobody can send contacts yet",
  "earshot source add generic --name desk (README, Send the first contact)",
);

export function sourceFinding(
  { id, name, kind, disabledAt, hasSecret, lastAt, lastDay }: SourceHealth,
  silences: readonly Pick<Signal, "subject" | "facts">[],
  now: Date,
): Finding {
  const who = `${name} (${kind})`;
  if (disabledAt !== null) {
    return ok(
      "source",
      `${who}: disabled since ${disabledAt.toISOString().slice(0, 10)}, what it sends is refused`,
    );
  }
  if (!hasSecret) {
    const how = `earshot source rotate ${id} --secret <the signing secret that ${kind} shows>`;
    return mend("source", `${who}: has no signing secret, so all it sends is refused`, how);
  }
  const facts = silences.find(({ subject }) => subject === id)?.facts;
  if (facts?.kind === "source-silent") {
    const silentMs = now.getTime() - Date.parse(facts.sinceAt);
    const usual = `${amount(facts.usualLower)} to ${amount(facts.usualUpper)} contacts are usual in that time`;
    const how = "Does that system run, and is its webhook still on with the right address and secret?";
    return mend("source", `${who}: silent for ${duration(silentMs)}; ${usual}`, how);
  }
  if (lastAt === null) {
    const how = "Send a first contact (README, Send the first contact), or look whether its webhook is on.";
    return note("source", `${who}: nothing came in the last 30 days`, how);
  }
  const last = `last event ${duration(now.getTime() - lastAt.getTime())} ago`;
  return ok("source", `${who}: ${last}, ${counted(lastDay, "event")} in 24 h`);
}

export function inboxFinding(
  { waiting, oldestWaitingAt }: { waiting: number; oldestWaitingAt: Date | null },
  now: Date,
): Finding {
  const lateMs = oldestWaitingAt === null ? 0 : now.getTime() - oldestWaitingAt.getTime();
  if (waiting === 0) return ok("inbox", "nothing waits");
  if (lateMs <= LATE_MS) return ok("inbox", `${counted(waiting, "event")} waiting, none for long`);
  const says = `${counted(waiting, "event")} waiting, the oldest for ${duration(lateMs)}`;
  return mend("inbox", says, "Is a worker running? earshot start (or earshot start --role worker)");
}

function setAsideFinding(count: number, lines: readonly string[]): Finding {
  const more = count > lines.length ? `; and ${amount(count - lines.length)} more` : "";
  return mend(
    "set aside",
    `${counted(count, "event")} could not be processed: ${listed(lines).replaceAll(", contact", "; contact")}${more}`,
    "They are kept whole. When the cause is mended: earshot doctor --retry",
  );
}
