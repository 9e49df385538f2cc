/** Somebody codes a contact again, so that it can be seen how far two people agree; instants are ISO 8601 in UTC. */
export type Coding = {
  id: string;
  /** The sender's id of the contact. */
  contactId: string;
  occurredAt: string;
  /** One or more codes, each once. */
  reasons: string[];
  agent?: string;
};
