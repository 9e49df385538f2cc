import { modelOf, newCounts } from "../../src/domain/coding/naive-bayes.ts";
import { newLiveState } from "../../src/domain/detection/live.ts";
import { type Catalogue, merge } from "../../src/domain/reason/catalogue.ts";
import { hoursOf } from "../../src/holidays.ts";
import type { Store, Transaction } from "../../src/store/index.ts";
import { overdueFacts } from "./facts.ts";
import { promised } from "./promises.ts";
import { at, channel, reason, type Tenant } from "./tenant.ts";

/** `own`: the workspace that calls. */
export type Call = { store: Store; tx: Transaction; own: string; a: Tenant };

const from = new Date(at.getTime() - 7 * 24 * 3_600_000);
const to = new Date(at.getTime() + 7 * 24 * 3_600_000);
const days = { from, to, grain: "1d" as const };
const dates = { from: "2026-11-13", to: "2026-11-27" };
const place = { channel, ts: "5.5" };

/** Each called by workspace `own`, with the ids and words of `a`'s rows. */
export const ofOneWorkspace: Record<string, (call: Call) => unknown> = {
  "workspaces.get": ({ store, own }) => store.workspaces.get(own),
  "workspaces.bySlackTeam": ({ store }) => store.workspaces.bySlackTeam("Tbetaword"),
  "workspaces.ofSlackTeam": ({ store }) => store.workspaces.ofSlackTeam("Tbetaword", "betaword"),
  "workspaces.update": ({ store, own }) => store.workspaces.update(own, { name: "changed" }),
  "installations.save": ({ store, own, a }) =>
    store.installations.save({
      ...{
        workspaceId: own,
        teamId: `T${a.word}`,
        enterpriseId: null,
        isEnterpriseInstall: false,
        scopes: [],
      },
      ...{
        installedBy: "U",
        botUserId: "U",
        installedAt: at,
        token: { keyId: "k", bytes: Buffer.from("x") },
      },
    }),
  "installations.get": ({ store, own }) =>
    store.installations.get(own).then((found) => ({ ...found, teamId: null })),
  "installations.token": ({ store, own }) => store.installations.token(own),
  "installations.reseal": ({ store, own, a }) => {
    const before = { keyId: a.word, bytes: Buffer.from(a.word) };
    return store.installations.reseal(own, before, { keyId: "k", bytes: Buffer.from("y") });
  },
  "installations.revoke": ({ store, own }) => store.installations.revoke(own, to),
  "inbox.pending": ({ store, own }) => store.inbox.pending(own, 100),
  "inbox.retrySetAside": ({ store, own }) => store.inbox.retrySetAside(own),
  "inbox.isBehind": ({ store, own }) => store.inbox.isBehind(own),
  "inbox.counts": ({ store, own }) => store.inbox.counts(own),
  "inbox.setAside": ({ store, own }) => store.inbox.setAside(own, 100),
  "health.sources": ({ store, own }) => store.health.sources(own, at),
  "health.alerts": ({ store, own }) => store.health.alerts(own, at),
  "health.notices": ({ store, own }) => store.health.notices(own, at),
  "customers.find": async ({ store, own, a }) => [
    await store.customers.find(own, a.word),
    await store.customers.find(own, `${a.word}@example.fi`),
    await store.customers.find(own, "040 123 4567"),
  ],
  "customers.profile": ({ store, own, a }) => store.customers.profile(own, a.customerId),
  "customers.ensure": ({ store, own, a }) =>
    store.customers.ensure(own, { id: `${a.word}-77`, phone: "0401234567" }),
  "customers.known": async ({ tx, own, a }) => {
    const known = await tx.customers.known(own, [{ kind: "phone", value: "+358401234567" }]);
    return known.filter(({ customerId }) => customerId === a.customerId);
  },
  "customers.save": ({ tx, own, a }) =>
    tx.customers.save(own, {
      ...{ customerIds: [], newCustomers: [], names: new Map([[a.customerId, "renamed"]]) },
      newIdentities: [],
    }),
  "customerRights.copy": ({ store, own, a }) => store.customerRights.copy(own, a.customerId),
  "customerRights.erase": ({ store, own, a }) =>
    store.customerRights.erase(own, a.customerId, { at, actor: "cli" }),
  "contacts.examples": ({ store, own }) => store.contacts.examples(own, reason, { from, to, limit: 10 }),
  "contacts.touchpointCounts": ({ store, own }) => store.contacts.touchpointCounts(own, reason, { from, to }),
  "contacts.otherReasons": ({ store, own }) =>
    store.contacts.otherReasons(own, reason, { from, to, limit: 10 }),
  "reasonDays.between": ({ store, own }) => store.reasonDays.between(own, { from, to }),
  "reasonDays.reasons": ({ store, own }) => store.reasonDays.reasons(own),
  "reasonDays.add": ({ tx, own, a }) => {
    const heard = { ...{ sourceId: "desk", id: "call-1", customerId: a.customerId, contactId: "1" } };
    const contact = {
      ...heard,
      occurredAt: at.toISOString(),
      channel: "phone",
      direction: "inbound",
    } as const;
    return tx.reasonDays.add({ id: own, zone: "UTC" }, [{ ...contact, reasons: [reason] }]);
  },
  "reasonDays.recount": ({ tx, own }) => tx.reasonDays.recount(own, reason),
  "mends.mark": ({ tx, own, a }) =>
    tx.mends.mark(own, { reason, mendedOn: "2026-11-03", by: "U", at, note: a.word, lookAt: to }),
  "mends.withdraw": ({ store, own }) => store.mends.withdraw(own, reason, at),
  "mends.latest": ({ store, own }) => store.mends.latest(own, reason),
  "mends.since": ({ store, own }) => store.mends.since(own, from),
  "mends.spikes": ({ store, own }) => store.mends.spikes(own, reason, { from, to }),
  "mends.looked": ({ store, own, a }) =>
    store.mends.looked({ id: a.mendId, workspaceId: own }, { verdict: "proven", at, lookAt: null }),
  "costs.get": ({ store, own }) => store.costs.get(own),
  "costs.save": ({ store, own }) =>
    store.costs.save(own, { currency: "SEK", perHour: {}, perContact: {}, repeatDays: 9 }),
  "costs.recounted": ({ store, own }) => store.costs.recounted(own, 9),
  "contacts.spread": ({ store, own }) => store.contacts.spread(own, reason, { from, to }),
  "contacts.insert": async ({ tx, own, a }) => {
    const contact = {
      id: "call-1",
      occurredAt: at.toISOString(),
      channel: "phone",
      direction: "inbound",
    } as const;
    const heard = { ...contact, reasons: [reason], sourceId: a.sourceId, customerId: null };
    return (await tx.contacts.insert(own, [heard])).map(({ contactId }) => contactId);
  },
  "contacts.attemptsSince": ({ tx, own, a }) => tx.contacts.attemptsSince(own, [a.customerId], from),
  "buckets.add": ({ store, own, a }) =>
    store.buckets.add(own, [{ grain: "5m", reason, channel: a.word, startAt: at.getTime(), count: 1 }]),
  "buckets.series": ({ store, own, a }) =>
    store.buckets.series(own, reason, { ...days, channel: `${a.word}` }),
  "buckets.sums": ({ store, own }) =>
    store.buckets.sums(own, { ...days, reasons: [reason], channel: "betaword" }),
  "buckets.between": ({ store, own }) => store.buckets.between(own, days),
  "buckets.judged": ({ store, own }) => store.buckets.judged(own, { ...days, grain: "5m" }),
  "buckets.topReasons": ({ store, own }) => store.buckets.topReasons(own, { ...days, limit: 10 }),
  "buckets.channels": ({ store, own }) => store.buckets.channels(own, from),
  "buckets.totals": ({ store, own }) => store.buckets.totals(own, { ...days, grain: "1h" }),
  "buckets.span": ({ store, own }) => store.buckets.span(own),
  "codingDays.add": ({ tx, own }) =>
    tx.codingDays.add(own, [{ day: "2026-11-20", touchpoint: "web", agent: "otto", reason, contacts: 1 }]),
  "codingDays.sums": ({ store, own }) => store.codingDays.sums(own, [reason, "*"], dates),
  "codingDays.byAgent": ({ store, own }) => store.codingDays.byAgent(own, reason, dates),
  "codingDays.teams": ({ store, own }) => store.codingDays.teams(own),
  "codingDays.byTeam": ({ store, own }) => store.codingDays.byTeam(own, reason, dates),
  "codingDays.byDay": ({ store, own }) => store.codingDays.byDay(own, dates),
  "codingDays.mixes": ({ store, own }) => store.codingDays.mixes(own, dates),
  "codings.insert": ({ tx, own, a }) =>
    tx.codings.insert(own, [
      {
        id: "g-1",
        contactId: "call-2",
        occurredAt: at.toISOString(),
        reasons: [reason],
        sourceId: a.sourceId,
      },
    ]),
  "codings.pairs": ({ store, own }) => store.codings.pairs(own, { from, to }),
  "classifier.material": ({ store, own }) => store.classifier.material(own, 100),
  "classifier.examples": ({ store, own }) => store.classifier.examples(own, { at: from, id: "0" }, 100),
  "classifier.save": ({ store, own }) =>
    store.classifier.save(own, {
      ...{ version: 1, learnedAt: at, report: {} as never },
      reader: { temperature: 1, model: modelOf(newCounts(["a", "b"])) },
    }),
  "classifier.report": ({ store, own }) => store.classifier.report(own, 1),
  "classifier.load": async ({ store, own }) => (await store.classifier.load(own, 1))?.reader.model.reasons,
  "classifier.newest": ({ store, own }) => store.classifier.newest(own),
  "classifier.uncoded": ({ store, own }) =>
    store.classifier.uncoded(own, { afterId: "0", since: from, limit: 100 }),
  "classifier.suggest": async ({ store, own, a }) => {
    await store.classifier.suggest(own, "9", [{ contactId: a.contactId, reason, confidence: 0.9 }]);
  },
  "classifier.suggested": ({ store, own }) => store.classifier.suggested(own, { from, to }),
  "terms.said": ({ store, own }) => store.terms.said(own, { from, to }, { limit: 100 }),
  "terms.keepDay": ({ store, own }) =>
    store.terms.keepDay(own, "2026-11-20", { contacts: 1, heard: 1, terms: [{ term: 7, contacts: 1 }] }),
  "terms.days": ({ store, own }) => store.terms.days(own, dates),
  "terms.counts": ({ store, own }) => store.terms.counts(own, [7], dates),
  "terms.agents": ({ store, own }) => store.terms.agents(own).then((codes) => codes.length),
  "terms.forget": ({ store, own }) => store.terms.forget(own, "2027-01-01"),
  "baselines.load": ({ store, own }) => store.baselines.load(own, 1),
  "baselines.recoded": ({ store, own }) => store.baselines.recoded(own),
  "baselines.judged": ({ store, own }) => store.baselines.judged(own),
  "baselines.judgedPast": ({ store, own }) => store.baselines.judgedPast(own, at, to),
  "baselines.judgedLive": ({ store, own }) => store.baselines.judgedLive(own, to),
  "baselines.contacts": ({ store, own }) => store.baselines.contacts(own, from, to),
  "baselines.save": ({ store, own }) => store.baselines.save(own, newLiveState(at.getTime()), 0),
  "reasons.list": ({ store, own }) => store.reasons.list(own),
  "reasons.get": ({ store, own }) => store.reasons.get(own, reason),
  "reasons.catalogue": ({ store, own }) => store.reasons.catalogue(own),
  "reasons.meanings": ({ store, own }) => store.reasons.meanings(own),
  "reasons.putOff": ({ store, own, a }) => store.reasons.putOff(own, `${a.word}-too`, to),
  "reasons.told": ({ tx, own }) => tx.reasons.told(own, [reason], to),
  "notices.newReasonsAt": ({ store, own }) => store.notices.newReasonsAt(own, channel, "5.5"),
  "days.isDue": ({ store, own }) => store.days.isDue(own),
  "days.zone": ({ tx, own }) => tx.days.zone(own),
  "days.cut": ({ tx, own }) => tx.days.cut(own),
  "recodings.ask": ({ store, own }) =>
    store.recodings.ask(own, {
      kind: "split",
      code: "asked",
      into: null,
      askedBy: "U",
      askedAt: at,
    }),
  "recodings.open": ({ store, own }) => store.recodings.open(own),
  "recodings.next": ({ store, own }) => store.recodings.next(own, to),
  "recodings.moving": ({ store, own }) => store.recodings.moving(own),
  "recodings.tryAgain": ({ store, own, a }) => store.recodings.tryAgain(own, a.recodingId),
  "recodings.take": ({ tx, own, a }) => tx.recodings.take(own, a.recodingId),
  "recodings.failed": ({ tx, own, a }) => tx.recodings.failed(own, a.recodingId, { error: "x", at }),
  "recodings.goOn": async ({ tx, own, a }) => {
    const taken = await tx.recodings.take(own, a.recodingId);
    return taken && tx.recodings.goOn(own, taken);
  },
  "recodings.weigh": ({ store, own, a }) =>
    store.recodings.weigh(own, { codes: [reason], from: reason, to: `${a.word}-too` }),
  "recodings.begin": ({ tx, own, a }) => {
    const decide = (catalogue: Catalogue) => merge(catalogue, reason, `${a.word}-too`);
    return tx.recodings.begin(own, a.recodingId, decide, at).then(({ kind }) => kind);
  },
  "recodings.done": ({ tx, own, a }) => tx.recodings.done(own, a.recodingId, { refusal: null, at }),
  "reasons.upsert": ({ store, own }) => store.reasons.upsert(own, { code: reason, label: "changed" }, at),
  "reasons.saveWith": ({ store, own }) =>
    store.reasons.saveWith(own, { code: reason, label: "changed", added: ["saved-too"] }, at),
  "codes.meet": ({ tx, own }) =>
    tx.codes.meet(own, {
      ...{
        reasons: new Map([[reason, at.toISOString()]]),
        touchpoints: new Set(["invoice"]),
        teams: new Set(["billing"]),
      },
      staff: new Map([["maija", "billing"]]),
    }),
  "feedback.insert": ({ tx, own, a }) =>
    tx.feedback.insert(own, [
      {
        id: "f-1",
        occurredAt: at.toISOString(),
        metric: "nps",
        score: 9,
        sourceId: a.sourceId,
        customerId: null,
      },
    ]),
  "touchpoints.list": ({ store, own }) => store.touchpoints.list(own),
  "touchpoints.get": ({ store, own }) => store.touchpoints.get(own, "invoice"),
  "touchpoints.save": ({ store, own }) =>
    store.touchpoints.save(own, { code: "invoice", label: "Bill", targets: { nps: 1 }, channelTargets: {} }),
  "touchpoints.waited": ({ store, own }) =>
    store.touchpoints.waited(own, "invoice", "csat", { from, to, limit: 100 }),
  "scoreDays.counts": ({ store, own }) =>
    store.scoreDays.counts(own, { first: "2026-11-01", last: "2026-11-30" }),
  "scoreDays.add": ({ tx, own, a }) => {
    const heard = { sourceId: a.sourceId, id: "call-2", customerId: null, contactId: a.contactId };
    const contact = {
      ...heard,
      occurredAt: at.toISOString(),
      channel: "chat",
      direction: "inbound",
    } as const;
    return tx.scoreDays.add(own, "UTC", {
      feedbackIds: [a.feedbackId],
      contacts: [{ ...contact, reasons: [reason] }],
    });
  },
  "surveys.insert": ({ tx, own, a }) =>
    tx.surveys.insert(own, [
      {
        ...{ id: "s-1", occurredAt: at.toISOString(), touchpoint: "invoice" },
        ...{ sourceId: a.sourceId, customerId: null },
      },
    ]),
  "surveys.settle": ({ tx, own, a }) =>
    tx.surveys.settle(own, "UTC", { surveyIds: [a.surveyId], feedbackIds: [a.feedbackId] }),
  "surveys.coverage": ({ store, own }) =>
    store.surveys.coverage(own, { first: "2026-11-01", last: "2026-11-30" }),
  "surveys.asked": ({ store, own }) => store.surveys.asked(own, "invoice", { from, to, limit: 100 }),
  "customerTouches.add": async ({ tx, own, a }) => {
    const touch = { customerId: a.customerId, lastContactAt: to.toISOString(), contacts: 1 };
    // a customer who is no more is refused, as no drain names one
    await tx.attempt(() => tx.customerTouches.add(own, [touch]));
  },
  "customerTouches.unweighed": ({ store, own }) => store.customerTouches.unweighed(own, 100),
  "customerTouches.weigh": ({ store, own, a }) =>
    store.customerTouches.weigh(own, [{ customerId: a.customerId, contacts: 7, rhythm: null }]),
  "customerTouches.silent": ({ store, own }) => store.customerTouches.silent(own, to),
  "promises.get": ({ store, own, a }) => store.promises.get(own, a.promiseId),
  "promises.openFor": async ({ store, own }) => [
    await store.promises.openFor(own, { all: true }),
    await store.promises.openFor(own, { team: "billing" }),
    await store.promises.openFor(own, { ownerSlackId: "UMAIJA" }),
  ],
  "promises.overdueOf": ({ store, own }) => store.promises.overdueOf(own, ["billing"], to, 100),
  "promises.openByTeam": ({ store, own }) => store.promises.openByTeam(own, ["billing"], at),
  "promises.entries": ({ store, own, a }) => store.promises.entries(own, a.promiseId),
  "promises.entriesOf": ({ store, own, a }) => store.promises.entriesOf(own, [a.promiseId]),
  "promises.make": ({ store, own }) =>
    store.promises.make({
      ...{
        workspaceId: own,
        customerId: null,
        text: "call",
        dueAt: to,
        owner: null,
        team: "billing",
        channel: null,
      },
      ...{ by: "UMAIJA", at, key: "form-1" },
    }),
  "promises.act": ({ store, own, a }) =>
    store.promises.act(own, a.promiseId, { deed: "kept", by: "UMAIJA", at }),
  "promises.missedBetween": ({ store, own }) => store.promises.missedBetween(own, from, to),
  "promises.week": ({ store, own }) => store.promises.week(own, { from, to, team: "billing", now: to }),
  "promises.weekByTeam": async ({ store, own }) => {
    const { all, teams } = await store.promises.weekByTeam(own, { from, to, now: to });
    return [all, ...teams];
  },
  "promises.histories": async ({ tx, own, a }) =>
    tx.promises.histories(own, [{ sourceId: "slack", externalId: a.promiseExternalId }]),
  "promises.unproven": ({ tx, own, a }) => tx.promises.unproven(own, [a.customerId], from),
  "promises.owners": ({ tx, own, a }) =>
    tx.promises.owners(own, [{ promiseId: a.promiseId, agent: "maija" }]),
  "promises.inBusinessTime": ({ tx, own }) => tx.promises.inBusinessTime(own, "billing", from),
  "promises.withOverdueSignal": ({ tx, own, a }) => tx.promises.withOverdueSignal(own, [a.promiseId]),
  "promises.tellTried": ({ tx, own, a }) =>
    tx.promises.tellTried(own, { promiseId: a.promiseId, actor: "UMAIJA", note: "tried" }, at),
  "promises.tellTold": ({ tx, own, a }) =>
    tx.promises.tellTold(own, { promiseId: a.promiseId, actor: "UMAIJA" }, at),
  "promises.save": ({ tx, own, a }) => {
    const promise = promised({
      id: a.promiseId,
      sourceId: "slack",
      externalId: a.promiseExternalId,
      customerId: null,
    });
    return tx.promises.save(own, { promises: [{ ...promise, text: "changed" }], entries: [] });
  },
  "promises.wakeTeam": ({ tx, own }) => tx.promises.wakeTeam(own, "billing", from),
  "sources.add": ({ store, own }) => store.sources.add(own, { kind: "generic", name: "another" }),
  "sources.addSystem": ({ store, own }) =>
    store.sources.addSystem(own, { kind: "zendesk", name: "zendesk", secret: undefined }),
  "sources.list": ({ store, own }) => store.sources.list(own),
  "sources.rotate": async ({ store, own, a }) => {
    const refusal = await store.sources
      .rotate(own, a.sourceId, { token: true })
      .catch((error: Error) => error.message);
    // The refusal repeats the id that was asked for.
    return `${refusal}`.replace(a.sourceId, "");
  },
  "sourceHours.add": ({ store, own, a }) => {
    const hour = { startAt: at.getTime(), contacts: 1, prompt: 1, heardAt: at.getTime() };
    return store.sourceHours.add(own, [{ sourceId: a.sourceId, ...hour }]);
  },
  "sourceHours.heardSince": async ({ store, own, a }) =>
    // It counts what it was told, just now, of the other's source by its id.
    (await store.sourceHours.heardSince(own, from)).filter(({ id }) => id !== a.sourceId),
  "sourceHours.between": ({ store, own, a }) => store.sourceHours.between(own, a.sourceId, { from, to }),
  "events.add": ({ store, own, a }) =>
    store.events.add({
      workspaceId: own,
      sourceId: a.sourceId,
      kind: "contact",
      events: [{ externalId: "waits", body: "{}" }],
    }),
  "signals.open": ({ store, own, a }) =>
    store.signals.open({
      ...{ workspaceId: own, kind: "overdue-promise", subject: a.promiseId, facts: overdueFacts(), at },
      slackChannels: [channel],
    }),
  "signals.updateFacts": ({ store, own, a }) =>
    store.signals.updateFacts(own, a.signalId, overdueFacts(), at),
  "signals.end": ({ store, own, a }) =>
    store.signals.end({ workspaceId: own, kind: "overdue-promise", subject: a.promiseId, at, by: "earshot" }),
  "signals.change": ({ store, own, a }) =>
    store.signals.change({
      ...{
        workspaceId: own,
        id: a.groupId,
        from: "open",
        to: "acknowledged",
        action: "acknowledge",
        by: "U",
        at,
      },
    }),
  "signals.living": ({ store, own }) => store.signals.living(own, "spike"),
  "signals.waiting": ({ store, own }) => store.signals.waiting(own),
  "signals.get": ({ store, own, a }) => store.signals.get(own, a.signalId),
  "signals.entries": ({ store, own, a }) => store.signals.entries(own, a.signalId),
  "signalGroups.bursting": ({ tx, own }) => tx.signalGroups.bursting([own], at),
  "signalGroups.gather": ({ tx, own, a }) =>
    tx.signalGroups.gather({
      ...{
        workspaceId: own,
        slackChannels: [{ slackChannel: channel, because: { by: "default" as const } }],
        team: null,
      },
      ...{ memberIds: [a.signalId], at, escalateAt: at },
    }),
  "signalGroups.members": ({ tx, own, a }) => tx.signalGroups.members(own, a.groupId, 10),
  "spikeGroups.end": ({ tx, own }) => tx.spikeGroups.end(own, reason, at),
  "spikeGroups.lock": ({ tx, own, a }) => tx.spikeGroups.lock(own, a.groupId),
  "spikeGroups.mayLead": ({ tx, own, a }) => tx.spikeGroups.mayLead(own, a.groupId, [channel], at),
  "spikeGroups.join": ({ tx, own, a }) =>
    tx.spikeGroups.join(own, a.groupId, { id: a.signalId, label: "x", at }),
  "spikeGroups.goesOn": ({ tx, own, a }) => tx.spikeGroups.goesOn(own, { id: a.signalId, at }),
  "spikeGroups.leave": ({ tx, own, a }) => tx.spikeGroups.leave(own, { id: a.signalId, label: "x", at }),
  "spikeGroups.inherit": ({ tx, own, a }) => tx.spikeGroups.inherit(own, a.groupId, at),
  "signalEscalations.escalate": ({ tx, own, a }) =>
    tx.signalEscalations.escalate({ workspaceId: own, id: a.signalId }, { level: 2, escalateAt: null }),
  "signalEscalations.acknowledgedUntil": ({ tx, own, a }) =>
    tx.signalEscalations.acknowledgedUntil({ workspaceId: own, id: a.signalId }, to),
  "signalEscalations.reopen": ({ tx, own, a }) =>
    tx.signalEscalations.reopen({ workspaceId: own, id: a.signalId }, { at, escalateAt: to, note: "x" }),
  "signalEscalations.note": ({ tx, own, a }) =>
    tx.signalEscalations.note({ workspaceId: own, id: a.signalId }, { at, action: "told", note: "x" }),
  "marks.mark": ({ store, own, a }) =>
    store.marks.mark({ workspaceId: own, signalId: a.groupId, slackUserId: "U", useful: true, at }),
  "marks.of": ({ store, own, a }) => store.marks.of(own, a.groupId),
  "marks.alertsBetween": ({ store, own }) =>
    store.marks.alertsBetween(own, { from, to, kinds: ["spike", "overdue-promise"] }),
  "marks.spikesSince": ({ store, own }) => store.marks.spikesSince(own, from),
  "notices.add": ({ store, own }) =>
    store.notices.add(own, [
      { key: "n-1", slackTo: "U", subject: "s", facts: { kind: "acknowledgement-expired" }, at },
    ]),
  "digests.held": ({ store, own }) => store.digests.held(own, channel, from),
  "digests.waiting": ({ store, own }) => store.digests.waiting(own, channel),
  "digests.keep": ({ store, own, a }) => store.digests.keep(own, a.noticeId, {} as never),
  "digests.told": ({ store, own, a }) =>
    store.digests.told(own, [{ alertId: a.alertIds[1], weight: 1 } as never]),
  "digests.at": ({ store, own }) => store.digests.at(own, place),
  "digests.setLine": ({ store, own, a }) =>
    store.digests.setLine(own, place, { signalId: a.signalId, state: {} as never }),
  "teams.get": ({ store, own }) => store.teams.get(own, "billing"),
  "teams.list": ({ store, own }) => store.teams.list(own),
  "teams.upsert": ({ store, own }) => store.teams.upsert(own, { code: "billing", label: "changed" }),
  "teams.addLead": ({ store, own }) => store.teams.addLead(own, "billing", "U9LEAD"),
  "teams.setCalendar": ({ store, own }) =>
    store.teams.setCalendar(own, "billing", { calendar: null, by: "U", at, hoursOf }),
  "teams.upsertStaff": ({ store, own }) =>
    store.teams.upsertStaff(own, { code: "maija", slackUserId: "UOTHER" }),
  "teams.setAway": ({ store, own }) => store.teams.setAway(own, "UMAIJA", to),
  "teams.staff": ({ store, own }) => store.teams.staff(own, "maija"),
  "teams.staffOf": ({ store, own }) => store.teams.staffOf(own, "UMAIJA"),
  "teams.members": ({ store, own }) => store.teams.members(own, "billing"),
  "watchingTeams.of": ({ store, own }) => store.watchingTeams.of([{ workspaceId: own, team: "billing" }]),
  "alerts.of": ({ store, own, a }) => store.alerts.of(own, a.signalId),
  "alerts.messageAbout": async ({ store, own, a }) => [
    await store.alerts.messageAbout(own, a.groupId),
    await store.alerts.messageAbout(own, a.promiseId),
  ],
  "alerts.health": ({ store, own }) => store.alerts.health(own),
  "routes.list": ({ store, own }) => store.routes.list(own),
  "routes.of": ({ store, own }) => store.routes.of([own]),
  "routes.change": ({ store, own }) => store.routes.change(own, () => []),
  "channels.get": ({ store, own }) => store.channels.get(own, channel),
  "channels.list": ({ store, own }) => store.channels.list(own),
  "channels.save": async ({ store, own }) => {
    const settings = await store.channels.get(own, channel);
    return store.channels.save(own, channel, { ...settings, budget: null, digest: "off" }, at);
  },
  "channels.heldCounts": ({ store, own }) => store.channels.heldCounts(own),
  "readers.choose": ({ store, own }) => store.readers.choose(own, "U0READER", "fi"),
  "readers.language": ({ store, own }) => store.readers.language(own, "U0READER"),
  "readers.forget": ({ store, own }) => store.readers.forget(own, "U0READER"),
  "mutes.mute": ({ store, own }) =>
    store.mutes.mute(own, { reason, slackChannel: channel, mutedAt: at, until: to, by: "U" }),
  "mutes.unmute": ({ store, own }) => store.mutes.unmute(own, reason, channel, at),
  "mutes.list": ({ store, own }) => store.mutes.list(own, at),
  "settings.read": ({ store, own }) => store.settings.read(own),
  "settings.replace": async ({ store, own }) => {
    const before = await store.settings.read(own);
    const none = { ...before, teams: new Map(), staff: new Map(), channels: new Map(), routes: [] };
    return store.settings.replace(own, { before, after: none, by: "U", subject: "all", at, hoursOf });
  },
  "audit.add": ({ store, own }) => store.audit.add(own, { at, actor: "U", action: "look-up", subject: "x" }),
  "audit.latest": ({ store, own }) => store.audit.latest(own),
  "slackReceipts.first": ({ store, own }) => store.slackReceipts.first(own, "key", at),
  "slackReceipts.beginning": ({ store, own }) => store.slackReceipts.beginning(own, "key"),
};

/** Each called with the id of one of `a`'s rows and no workspace: whoever calls it asked a workspace's own verb, or the sweep, for the id. */
export const byIdAlone: Record<string, (call: Omit<Call, "own">) => unknown> = {
  // An event's ids come from `pending` of its workspace, in the same transaction.
  "inbox.markProcessed": ({ tx, a }) => tx.inbox.markProcessed([a.eventId], at),
  "inbox.putAside": ({ tx, a }) => tx.inbox.putAside(a.eventId, "x", at),
  // An alert's or notice's comes from the queue, which has it from the verb that made it or from `due`.
  "alerts.workspaceOf": ({ store, a }) => store.alerts.workspaceOf(a.alertIds[0] ?? ""),
  "alerts.claim": ({ store, a }) => store.alerts.claim(a.alertIds[0] ?? "", at),
  "alerts.posted": ({ store, a }) => store.alerts.posted(a.alertIds[0] ?? "", { channel, ts: "9.9" }),
  "alerts.threaded": ({ store, a }) => store.alerts.threaded(a.alertIds[0] ?? "", "1"),
  "alerts.shown": ({ store, a }) => store.alerts.shown(a.alertIds[0] ?? "", { version: 1, threadedId: "1" }),
  "alerts.later": ({ store, a }) =>
    store.alerts.later(a.alertIds[0] ?? "", { at: to, error: "x", lost: false }),
  "alerts.sending": ({ store, a }) => store.alerts.sending(a.alertIds[0] ?? "", at),
  "alerts.forgetMessage": ({ store, a }) => store.alerts.forgetMessage(a.alertIds[0] ?? ""),
  "alerts.move": ({ store, a }) => store.alerts.move(a.alertIds[0] ?? "", "C0OTHER", at),
  "channels.admit": ({ store, a }) => {
    const alert = { id: a.alertIds[1] ?? "", workspaceId: a.workspaceId, slackChannel: channel };
    return store.channels.admit({ alert, signal: { kind: "overdue-promise", facts: overdueFacts() } }, at);
  },
  "notices.workspaceOf": ({ store, a }) => store.notices.workspaceOf(a.noticeId),
  "notices.claim": ({ store, a }) => store.notices.claim(a.noticeId, at),
  "notices.sent": ({ store, a }) => store.notices.sent(a.noticeId, { channel, ts: "9.9" }, at),
  "notices.drop": ({ store, a }) => store.notices.drop(a.noticeId, "x"),
  "notices.later": ({ store, a }) => store.notices.later(a.noticeId, { at: to, error: "x" }),
  // A promise's comes from `takeDue`, in the same transaction.
  "promises.looked": ({ tx, a }) => tx.promises.looked([{ id: a.promiseId, wakeAt: to, warnedAt: at }]),
  "signalGroups.told": ({ tx, a }) => tx.signalGroups.told([a.promiseId]),
  "signalGroups.leave": ({ tx, a }) =>
    tx.signalGroups.leave({ signalId: a.signalId, groupId: a.groupId }, { escalateAt: to }),
  // A sender's: its secret is what proves who asks.
  "sources.byId": ({ store, a }) => store.sources.byId(a.sourceId),
  "sources.byToken": ({ store }) => store.sources.byToken("est_unknown"),
};

/** Verbs over all workspaces at once, and why: what they give back goes on by workspace or by id. */
export const ofAllWorkspaces: Record<string, string> = {
  "workspaces.sole": "start of a one-workspace installation",
  "workspaces.list": "the command line of whoever runs Earshot",
  "installations.list": "the command line of whoever runs Earshot",
  "installations.sealedOtherwise": "start seals tokens anew after a change of keys",
  "reasons.untold": "the sweep: each new code is told in its own workspace",
  "recodings.workspacesWaiting": "the sweep: one recode job a workspace",
  "touchpoints.workspacesToJudge": "the sweep: one judgeTouchpoints job a workspace",
  "customerTouches.workspacesUnweighed": "the sweep: rhythms are worked out workspace by workspace",
  "inbox.workspacesWaiting": "the sweep: one aggregate job a workspace",
  "events.backlog": "metrics: two numbers",
  "events.idle": "stop waits for what is under way",
  "mends.due": "the sweep: each mending is looked at in its own workspace",
  "days.due": "the sweep: one recount job a workspace",
  "costs.recountDue": "the sweep: one recount job a workspace",
  "buckets.activeWorkspaces": "the sweep: one detect job a workspace",
  "alerts.due": "the sweep: one deliver job an alert",
  "notices.due": "the sweep: one notify job a notice",
  "digests.reportChannels": "the sweep: one report a channel, by workspace",
  "digests.channels": "the sweep: one digest a channel, by workspace",
  "mutes.end": "the sweep: each mute's end is told in its own workspace",
  "signals.endSnoozes": "the sweep: alert ids only",
  "signalEscalations.dueEscalations": "the sweep: each row has its workspace",
  "signalEscalations.endedAcknowledgements": "the sweep: each row has its workspace",
  "signalGroups.settle": "the sweep: alert ids only",
  "promises.takeDue": "the sweep: each row has its workspace",
  "watchingTeams.all": "the sweep: each row has its workspace",
  about: "no rows",
  alone: "no rows: a lock",
  attempt: "no rows: a savepoint",
  migrations: "no rows: names of migrations",
  ping: "no rows",
  transaction: "its verbs are walked through",
};
