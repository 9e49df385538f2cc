import { type Language, languages } from "../../domain/language.ts";
import { wordsIn } from "../language/words.ts";
import type { Setting } from "./settings/settings.ts";

const NAMES: Record<string, Language> = { english: "en", suomi: "fi", finnish: "fi", englanti: "en" };

/** `/earshot language`: what somebody is answered in, whatever their Slack speaks. */
export const ownLanguage: Record<string, Setting> = {
  language: async ({ store, words }, { id }, [typed = ""], by) => {
    const asked = typed.toLowerCase();
    if (asked === "slack") {
      await store.readers.forget(id, by);
      return words.t("ownLanguage.asSlack");
    }
    const language = NAMES[asked] ?? languages.find((each) => each === asked);
    if (language === undefined) return words.t("ownLanguage.usage");
    await store.readers.choose(id, by, language);
    return wordsIn(language).t("ownLanguage.chosen");
  },
};
