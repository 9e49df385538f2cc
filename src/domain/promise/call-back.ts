/** Whether a contact reason is that a promised call did not come: "where is my call-back". Its aliases count as its name does. */
export function isAboutCallBacks(reason: {
  code: string;
  label: string;
  aliases: readonly string[];
}): boolean {
  return [reason.code, reason.label, ...reason.aliases].some((name) => CALL_BACK.test(name));
}

/** In English and Finnish: `call-back`, `callback`, `call back`, `takaisinsoitto`. */
const CALL_BACK = /call[-_ ]?back|takaisinsoi/i;
