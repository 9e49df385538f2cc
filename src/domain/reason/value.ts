/**
 * What is to become of the contacts of a reason: Price and Jaffe's matrix of value and irritation ("The Best Service is No
 * Service", 2008). Irritating to both sides: eliminate. Of value to the customer only: automate. To the company only:
 * simplify. To both: keep.
 */
export const reasonValues = ["eliminate", "automate", "simplify", "keep"] as const;
export type ReasonValue = (typeof reasonValues)[number];

/** Whether nobody would have to answer these contacts; a simplified one still is one. Null: nobody has said. */
export function isAvoidable(value: ReasonValue | null): boolean | null {
  return value === null ? null : value === "eliminate" || value === "automate";
}
