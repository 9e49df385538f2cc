import type { Language } from "../../domain/language.ts";
import { card as cardEn } from "./en/card.ts";
import { channel as channelEn } from "./en/channel.ts";
import { common as commonEn } from "./en/common.ts";
import { customer as customerEn } from "./en/customer.ts";
import { earshot as earshotEn } from "./en/earshot.ts";
import { gate as gateEn } from "./en/gate.ts";
import { home as homeEn } from "./en/home.ts";
import { route as routeEn } from "./en/route.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { team as teamEn } from "./en/team.ts";
import { workspace as workspaceEn } from "./en/workspace.ts";
import { card as cardFi } from "./fi/card.ts";
import { channel as channelFi } from "./fi/channel.ts";
import { common as commonFi } from "./fi/common.ts";
import { customer as customerFi } from "./fi/customer.ts";
import { earshot as earshotFi } from "./fi/earshot.ts";
import { gate as gateFi } from "./fi/gate.ts";
import { home as homeFi } from "./fi/home.ts";
import { route as routeFi } from "./fi/route.ts";
import { settings as settingsFi } from "./fi/settings.ts";
import { team as teamFi } from "./fi/team.ts";
import { workspace as workspaceFi } from "./fi/workspace.ts";

/** A room of texts by name: ICU messages. */
type Room = Readonly<Record<string, string>>;
/** The rooms of English; every other language has the same. */
const en = {
  card: cardEn,
  channel: channelEn,
  common: commonEn,
  customer: customerEn,
  earshot: earshotEn,
  gate: gateEn,
  home: homeEn,
  route: routeEn,
  settings: settingsEn,
  team: teamEn,
  workspace: workspaceEn,
} satisfies Record<string, Room>;

type Catalogue = { [Name in keyof typeof en]: Record<keyof (typeof en)[Name], string> };
const fi: Catalogue = {
  card: cardFi,
  channel: channelFi,
  common: commonFi,
  customer: customerFi,
  earshot: earshotFi,
  gate: gateFi,
  home: homeFi,
  route: routeFi,
  settings: settingsFi,
  team: teamFi,
  workspace: workspaceFi,
};

/** All that is said in Slack. */
export const catalogues: Record<Language, Catalogue> = { en, fi };

/** `room.key` of a text. */
export type Key = { [Name in keyof Catalogue]: `${Name}.${keyof Catalogue[Name] & string}` }[keyof Catalogue];
