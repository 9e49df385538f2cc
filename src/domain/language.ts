/** The languages that Earshot speaks. */
export const languages = ["en", "fi"] as const;
export type Language = (typeof languages)[number];

/** The language of a locale such as `fi-FI`; undefined for one that is not spoken here. */
export function languageOf(locale: string | undefined): Language | undefined {
  const code = locale?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === code);
}
