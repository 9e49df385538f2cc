import type { Language } from "../../domain/language.ts";
import { card as cardEn } from "./en/card.ts";
import { common as commonEn } from "./en/common.ts";
import { card as cardFi } from "./fi/card.ts";
import { common as commonFi } from "./fi/common.ts";

/** A room of texts by name: ICU messages. */
type Room = Readonly<Record<string, string>>;
/** The rooms of English; every other language has the same. */
const en = {
  card: cardEn,
  common: commonEn,
} satisfies Record<string, Room>;

type Catalogue = { [Name in keyof typeof en]: Record<keyof (typeof en)[Name], string> };
const fi: Catalogue = {
  card: cardFi,
  common: commonFi,
};

/** All that is said in Slack. */
export const catalogues: Record<Language, Catalogue> = { en, fi };

/** `room.key` of a text. */
export type Key = { [Name in keyof Catalogue]: `${Name}.${keyof Catalogue[Name] & string}` }[keyof Catalogue];
