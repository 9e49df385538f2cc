/** The frame of every alert: who has it, and what can be done. */
export const card = {
  status: "{status, select, open {AVOINNA} acknowledged {KUITATTU} snoozed {TORKUTETTU} other {RATKAISTU}}",
  open: "*Avoinna*: kukaan ei ole vielä ottanut tätä.",
  acknowledged: "*Kuitattu* {at}.",
  acknowledgedBy: "*Kuitattu* {at}: {by}.",
  snoozed: "*Torkutettu*, torkku päättyy {until}; seuranta jatkuu koko ajan.",
  resolved: "*Ratkaistu* {at}.",
  resolvedBy: "*Ratkaistu* {at}: {by}.",
};
