import type { Language } from "../../domain/language.ts";
import { away as awayEn } from "./en/away.ts";
import { calendar as calendarEn } from "./en/calendar.ts";
import { card as cardEn } from "./en/card.ts";
import { channel as channelEn } from "./en/channel.ts";
import { chart as chartEn } from "./en/chart.ts";
import { clock as clockEn } from "./en/clock.ts";
import { common as commonEn } from "./en/common.ts";
import { contactBy as contactByEn } from "./en/contactBy.ts";
import { cost as costEn } from "./en/cost.ts";
import { customer as customerEn } from "./en/customer.ts";
import { digest as digestEn } from "./en/digest.ts";
import { earshot as earshotEn } from "./en/earshot.ts";
import { fault as faultEn } from "./en/fault.ts";
import { gate as gateEn } from "./en/gate.ts";
import { help as helpEn } from "./en/help.ts";
import { home as homeEn } from "./en/home.ts";
import { mend as mendEn } from "./en/mend.ts";
import { mute as muteEn } from "./en/mute.ts";
import { notice as noticeEn } from "./en/notice.ts";
import { ownLanguage as ownLanguageEn } from "./en/ownLanguage.ts";
import { promise as promiseEn } from "./en/promise.ts";
import { promiseAct as promiseActEn } from "./en/promiseAct.ts";
import { promiseCard as promiseCardEn } from "./en/promiseCard.ts";
import { promiseForm as promiseFormEn } from "./en/promiseForm.ts";
import { promiseList as promiseListEn } from "./en/promiseList.ts";
import { reason as reasonEn } from "./en/reason.ts";
import { reasons as reasonsEn } from "./en/reasons.ts";
import { refusal as refusalEn } from "./en/refusal.ts";
import { report as reportEn } from "./en/report.ts";
import { risingTerm as risingTermEn } from "./en/risingTerm.ts";
import { route as routeEn } from "./en/route.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { signals as signalsEn } from "./en/signals.ts";
import { silent as silentEn } from "./en/silent.ts";
import { sourceSilent as sourceSilentEn } from "./en/sourceSilent.ts";
import { spike as spikeEn } from "./en/spike.ts";
import { team as teamEn } from "./en/team.ts";
import { thread as threadEn } from "./en/thread.ts";
import { topReasons as topReasonsEn } from "./en/topReasons.ts";
import { touchpoint as touchpointEn } from "./en/touchpoint.ts";
import { trust as trustEn } from "./en/trust.ts";
import { week as weekEn } from "./en/week.ts";
import { workspace as workspaceEn } from "./en/workspace.ts";
import { away as awayFi } from "./fi/away.ts";
import { calendar as calendarFi } from "./fi/calendar.ts";
import { card as cardFi } from "./fi/card.ts";
import { channel as channelFi } from "./fi/channel.ts";
import { chart as chartFi } from "./fi/chart.ts";
import { clock as clockFi } from "./fi/clock.ts";
import { common as commonFi } from "./fi/common.ts";
import { contactBy as contactByFi } from "./fi/contactBy.ts";
import { cost as costFi } from "./fi/cost.ts";
import { customer as customerFi } from "./fi/customer.ts";
import { digest as digestFi } from "./fi/digest.ts";
import { earshot as earshotFi } from "./fi/earshot.ts";
import { fault as faultFi } from "./fi/fault.ts";
import { gate as gateFi } from "./fi/gate.ts";
import { help as helpFi } from "./fi/help.ts";
import { home as homeFi } from "./fi/home.ts";
import { mend as mendFi } from "./fi/mend.ts";
import { mute as muteFi } from "./fi/mute.ts";
import { notice as noticeFi } from "./fi/notice.ts";
import { ownLanguage as ownLanguageFi } from "./fi/ownLanguage.ts";
import { promise as promiseFi } from "./fi/promise.ts";
import { promiseAct as promiseActFi } from "./fi/promiseAct.ts";
import { promiseCard as promiseCardFi } from "./fi/promiseCard.ts";
import { promiseForm as promiseFormFi } from "./fi/promiseForm.ts";
import { promiseList as promiseListFi } from "./fi/promiseList.ts";
import { reason as reasonFi } from "./fi/reason.ts";
import { reasons as reasonsFi } from "./fi/reasons.ts";
import { refusal as refusalFi } from "./fi/refusal.ts";
import { report as reportFi } from "./fi/report.ts";
import { risingTerm as risingTermFi } from "./fi/risingTerm.ts";
import { route as routeFi } from "./fi/route.ts";
import { settings as settingsFi } from "./fi/settings.ts";
import { signals as signalsFi } from "./fi/signals.ts";
import { silent as silentFi } from "./fi/silent.ts";
import { sourceSilent as sourceSilentFi } from "./fi/sourceSilent.ts";
import { spike as spikeFi } from "./fi/spike.ts";
import { team as teamFi } from "./fi/team.ts";
import { thread as threadFi } from "./fi/thread.ts";
import { topReasons as topReasonsFi } from "./fi/topReasons.ts";
import { touchpoint as touchpointFi } from "./fi/touchpoint.ts";
import { trust as trustFi } from "./fi/trust.ts";
import { week as weekFi } from "./fi/week.ts";
import { workspace as workspaceFi } from "./fi/workspace.ts";

/** A room of texts by name: ICU messages. */
type Room = Readonly<Record<string, string>>;
/** The rooms of English; every other language has the same. */
const en = {
  away: awayEn,
  calendar: calendarEn,
  card: cardEn,
  channel: channelEn,
  chart: chartEn,
  clock: clockEn,
  common: commonEn,
  contactBy: contactByEn,
  cost: costEn,
  customer: customerEn,
  digest: digestEn,
  earshot: earshotEn,
  fault: faultEn,
  gate: gateEn,
  help: helpEn,
  home: homeEn,
  mend: mendEn,
  mute: muteEn,
  notice: noticeEn,
  ownLanguage: ownLanguageEn,
  promise: promiseEn,
  promiseAct: promiseActEn,
  promiseCard: promiseCardEn,
  promiseForm: promiseFormEn,
  promiseList: promiseListEn,
  reason: reasonEn,
  reasons: reasonsEn,
  refusal: refusalEn,
  report: reportEn,
  risingTerm: risingTermEn,
  route: routeEn,
  settings: settingsEn,
  signals: signalsEn,
  silent: silentEn,
  sourceSilent: sourceSilentEn,
  spike: spikeEn,
  team: teamEn,
  thread: threadEn,
  topReasons: topReasonsEn,
  touchpoint: touchpointEn,
  trust: trustEn,
  week: weekEn,
  workspace: workspaceEn,
} satisfies Record<string, Room>;

type Catalogue = { [Name in keyof typeof en]: Record<keyof (typeof en)[Name], string> };
const fi: Catalogue = {
  away: awayFi,
  calendar: calendarFi,
  card: cardFi,
  channel: channelFi,
  chart: chartFi,
  clock: clockFi,
  common: commonFi,
  contactBy: contactByFi,
  cost: costFi,
  customer: customerFi,
  digest: digestFi,
  earshot: earshotFi,
  fault: faultFi,
  gate: gateFi,
  help: helpFi,
  home: homeFi,
  mend: mendFi,
  mute: muteFi,
  notice: noticeFi,
  ownLanguage: ownLanguageFi,
  promise: promiseFi,
  promiseAct: promiseActFi,
  promiseCard: promiseCardFi,
  promiseForm: promiseFormFi,
  promiseList: promiseListFi,
  reason: reasonFi,
  reasons: reasonsFi,
  refusal: refusalFi,
  report: reportFi,
  risingTerm: risingTermFi,
  route: routeFi,
  settings: settingsFi,
  signals: signalsFi,
  silent: silentFi,
  sourceSilent: sourceSilentFi,
  spike: spikeFi,
  team: teamFi,
  thread: threadFi,
  topReasons: topReasonsFi,
  touchpoint: touchpointFi,
  trust: trustFi,
  week: weekFi,
  workspace: workspaceFi,
};

/** All that is said in Slack. */
export const catalogues: Record<Language, Catalogue> = { en, fi };

/** `room.key` of a text. */
export type Key = { [Name in keyof Catalogue]: `${Name}.${keyof Catalogue[Name] & string}` }[keyof Catalogue];
