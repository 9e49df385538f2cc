export const channels = [
  "phone",
  "email",
  "chat",
  "store",
  "web",
  "social",
  "sms",
  "letter",
  "other",
] as const;
export type Channel = (typeof channels)[number];

export const directions = ["inbound", "outbound"] as const;
export const outcomes = ["reached", "no-answer", "voicemail", "abandoned"] as const;

/** In the place of a reason's code: every contact, counted once whatever its reasons. */
export const ANY_REASON = "*";

/** How a sender names a customer; at least one of id, email and phone, or nothing is known. */
export type CustomerRef = { id?: string; email?: string; phone?: string; name?: string };

/** One customer contact in our words; instants are ISO 8601 in UTC. */
export type Contact = {
  id: string;
  occurredAt: string;
  channel: Channel;
  direction: (typeof directions)[number];
  customer?: CustomerRef;
  /** Codes, each once; none where nobody has coded it. */
  reasons: string[];
  touchpoint?: string;
  agent?: string;
  team?: string;
  summary?: string;
  waitSeconds?: number;
  handleSeconds?: number;
  resolved?: boolean;
  outcome?: (typeof outcomes)[number];
  sale?: { amount: number; currency: string };
  /** Without `dueAt` it is held to its team's standard. */
  promise?: { text: string; dueAt?: string; owner?: string };
};
