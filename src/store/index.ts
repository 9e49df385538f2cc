import { alertsStore } from "./alerts.ts";
import { alone } from "./alone.ts";
import { attempt } from "./attempt.ts";
import { auditStore } from "./audit.ts";
import { baselinesStore } from "./baselines.ts";
import { bucketsStore } from "./buckets.ts";
import { channelsReader, channelsStore } from "./channels.ts";
import { classifierStore } from "./classifier.ts";
import { codesStore } from "./codes.ts";
import { codingDaysDrainStore, codingDaysStore } from "./coding-day.ts";
import { codingsStore } from "./codings.ts";
import { contactDrainStore, contactsStore } from "./contacts.ts";
import { costsStore } from "./costs.ts";
import { customerRightsStore } from "./customer-rights.ts";
import { customerTouchesStore } from "./customer-touch.ts";
import { customerDrainStore, customersStore } from "./customers.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { daysDrainStore, daysStore } from "./days.ts";
import { digestsStore } from "./digests.ts";
import { eventsStore } from "./events.ts";
import { feedbackDrainStore } from "./feedback.ts";
import { healthStore } from "./health.ts";
import { inboxStore } from "./inbox.ts";
import { installationsStore } from "./installations.ts";
import { marksStore } from "./marks.ts";
import { mendsStore } from "./mends.ts";
import { migrationState } from "./migrate.ts";
import { mutesStore } from "./mutes.ts";
import { noticesStore } from "./notices.ts";
import { promiseDrainStore } from "./promise-drain.ts";
import { promisesStore } from "./promises.ts";
import { readersStore } from "./readers.ts";
import { reasonDaysDrainStore, reasonDaysStore } from "./reason-day.ts";
import { reasonsReader, reasonsStore } from "./reasons.ts";
import { recodingDrainStore, recodingsStore } from "./recodings.ts";
import { routesReader, routesStore } from "./routes.ts";
import { scoreDayStore } from "./score-day.ts";
import { settingsStore } from "./settings.ts";
import { signalEscalationsStore } from "./signal-escalations.ts";
import { signalGroupsStore } from "./signal-groups.ts";
import { signalsStore } from "./signals.ts";
import { slackReceiptsStore } from "./slackReceipts.ts";
import { sourceHoursStore } from "./sourceHours.ts";
import { sourcesStore } from "./sources.ts";
import { spikeGroupsStore } from "./spike-groups.ts";
import { surveysStore } from "./surveys.ts";
import { teamsStore, watchingTeamsStore } from "./teams.ts";
import { termsStore } from "./terms.ts";
import { touchpointsStore } from "./touchpoints.ts";
import { workspacesStore } from "./workspaces.ts";

/** Every verb the rest of the house may say to PostgreSQL. Each takes the workspace it is about. */
export function createStore(db: Database) {
  return {
    workspaces: workspacesStore(db),
    installations: installationsStore(db.pool),
    inbox: inboxStore(db.pool),
    health: healthStore(db.pool),
    customers: customersStore(db),
    customerRights: customerRightsStore(db),
    contacts: contactsStore(db.pool),
    buckets: bucketsStore(db.pool),
    reasonDays: reasonDaysStore(db.pool),
    costs: costsStore(db.pool),
    days: daysStore(db.pool),
    mends: mendsStore(db.pool),
    codingDays: codingDaysStore(db.pool),
    codings: codingsStore(db.pool),
    classifier: classifierStore(db.pool),
    terms: termsStore(db.pool),
    baselines: baselinesStore(db.pool),
    reasons: reasonsStore(db),
    recodings: recodingsStore(db),
    touchpoints: touchpointsStore(db.pool),
    scoreDays: scoreDayStore(db.pool),
    surveys: surveysStore(db.pool),
    customerTouches: customerTouchesStore(db.pool),
    promises: promisesStore(db),
    sources: sourcesStore(db),
    sourceHours: sourceHoursStore(db.pool),
    events: eventsStore(db),
    signals: signalsStore(db.pool),
    marks: marksStore(db.pool),
    notices: noticesStore(db.pool),
    digests: digestsStore(db.pool),
    teams: teamsStore(db),
    watchingTeams: watchingTeamsStore(db.pool),
    alerts: alertsStore(db),
    routes: routesStore(db),
    channels: channelsStore(db),
    mutes: mutesStore(db.pool),
    readers: readersStore(db.pool),
    settings: settingsStore(db),
    audit: auditStore(db),
    slackReceipts: slackReceiptsStore(db),
    /** Verbs that must happen together or not at all. */
    transaction: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      inTransaction(db.pool, (sql) => work(transactionVerbs(sql))),
    /** Does `work` unless another process is at it; answers whether it did. */
    alone: (name: string, work: () => Promise<void>) => alone(db.pool, name, work),
    /** Resolves when the database answers. */
    ping: async () => {
      await db.pool.query("SELECT 1");
    },
    /** How its tables stand against prisma/migrations. */
    migrations: () => migrationState(db.pool),
    /** The server's version and its clock. */
    about: async (): Promise<{ version: string; now: Date }> => {
      const { rows } = await db.pool.query("SELECT current_setting('server_version') AS version, now()");
      return rows[0];
    },
  };
}

export type Store = ReturnType<typeof createStore>;
export type Transaction = ReturnType<typeof transactionVerbs>;

/** The verbs of a drain: raw SQL over whole batches. */
function transactionVerbs(sql: Sql) {
  return {
    attempt: <T>(work: () => Promise<T>) => attempt(sql, work),
    inbox: inboxStore(sql),
    customers: customerDrainStore(sql),
    contacts: contactDrainStore(sql),
    buckets: bucketsStore(sql),
    reasonDays: reasonDaysDrainStore(sql),
    costs: costsStore(sql),
    days: daysDrainStore(sql),
    mends: mendsStore(sql),
    codingDays: codingDaysDrainStore(sql),
    codings: codingsStore(sql),
    baselines: baselinesStore(sql),
    sourceHours: sourceHoursStore(sql),
    codes: codesStore(sql),
    reasons: reasonsReader(sql),
    recodings: recodingDrainStore(sql),
    feedback: feedbackDrainStore(sql),
    scoreDays: scoreDayStore(sql),
    surveys: surveysStore(sql),
    customerTouches: customerTouchesStore(sql),
    promises: promiseDrainStore(sql),
    signals: signalsStore(sql),
    signalGroups: signalGroupsStore(sql),
    spikeGroups: spikeGroupsStore(sql),
    signalEscalations: signalEscalationsStore(sql),
    notices: noticesStore(sql),
    digests: digestsStore(sql),
    watchingTeams: watchingTeamsStore(sql),
    routes: routesReader(sql),
    channels: channelsReader(sql),
    mutes: mutesStore(sql),
  };
}
