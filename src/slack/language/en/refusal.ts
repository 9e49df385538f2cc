/** Why a click did nothing, and what it did where it is not seen. */
export const refusal = {
  notForThisKind: "This button does not belong to this alert any more; the message shows what it offers now.",
  tooLate:
    "{who} was first: it was {status, select, resolved {closed} snoozed {snoozed} other {acknowledged}} {at}. Nothing was changed.",
  quicker: "Somebody else was quicker; the message shows what holds now.",
  missingAlert:
    "I no longer know this alert: it is from another installation, or its history was cleared. `/signals` shows what is open now.",
  noCustomer: "No customer is known for this promise.",
  clicked:
    "It is {action, select, acknowledge {acknowledged: you have it now} snooze {snoozed} other {resolved}}. {seen, select, alert {The alert and its thread say so to everybody.} digest {Its line in this digest says so to everybody.} other {`/signals` says so to everybody.}}",
  onlyLeads:
    "Only a lead{hasTeam, select, true { of {team}} other {}} can acknowledge an overdue promise: {leads}. If you have reached the customer, press *Done*.",
  noLead:
    "Only a lead{hasTeam, select, true { of {team}} other {}} can acknowledge an overdue promise, and no lead is named yet. A workspace admin names one: `/earshot lead`. If you have reached the customer, press *Done*.",
};
