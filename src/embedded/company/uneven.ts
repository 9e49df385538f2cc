import type { Contact } from "../../domain/contact.ts";

/** Since so long some agents use a code that is in no catalogue. */
const NEW_SINCE_MS = 5 * 86_400_000;

/** How people code the same thing: of every hundred contacts of a reason so many are sent by another code. */
const habits: { code: string; sent: string; percent: number; of(contact: Contact, now: Date): boolean }[] = [
  { code: "invoice-wrong", sent: "INV-ERR", percent: 30, of: ({ agent }) => agent === "eero" },
  { code: "invoice-wrong", sent: "lasku väärin", percent: 12, of: ({ channel }) => channel === "chat" },
  {
    code: "new-order",
    sent: "esim-activation",
    percent: 25,
    of: ({ occurredAt }, now) => now.getTime() - Date.parse(occurredAt) < NEW_SINCE_MS,
  },
];

/** The contact as it may have been coded in real life: the same for the same contact and `now`. */
export function unevenlyCoded(contact: Contact, now: Date): Contact {
  const lot = lotOf(contact.id);
  const reasons = contact.reasons.map((reason) => {
    const habit = habits.find(
      ({ code, percent, of }) => code === reason && lot < percent && of(contact, now),
    );
    return habit?.sent ?? reason;
  });
  return { ...contact, reasons };
}

/** 0 to 99, by the contact's id (FNV-1a). */
export function lotOf(id: string): number {
  let hash = 2_166_136_261;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0;
  return hash % 100;
}
