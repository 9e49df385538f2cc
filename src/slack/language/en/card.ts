/** The frame of every alert: who has it, and what can be done. */
export const card = {
  status: "{status, select, open {OPEN} acknowledged {ACKNOWLEDGED} snoozed {SNOOZED} other {RESOLVED}}",
  open: "*Open*: nobody has it yet.",
  acknowledged: "*Acknowledged* {at}.",
  acknowledgedBy: "*Acknowledged* by {by} {at}.",
  snoozed: "*Snoozed* until {until}; it goes on being watched.",
  resolved: "*Resolved* {at}.",
  resolvedBy: "*Resolved* by {by} {at}.",
};
