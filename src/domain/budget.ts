/** Weeks of a month, for a budget that people give by the month. */
const WEEKS_PER_MONTH = 365.25 / 12 / 7;
/** More than one a day and nobody would look any more. */
const MOST_PER_MONTH = 30;

/** False alerts a week, of the number a month that people give. */
export function weeklyBudget(falseAlertsPerMonth: number): number {
  return falseAlertsPerMonth / WEEKS_PER_MONTH;
}

/** The number a person typed as "false alerts a month", or in words what is wrong with it. */
export function readBudget(typed: string): { perMonth: number } | { why: string } {
  const words = typed.trim().replace(",", ".");
  const perMonth = /^\d*\.?\d+$/.test(words) ? Number(words) : Number.NaN;
  if (perMonth > 0 && perMonth <= MOST_PER_MONTH) return { perMonth };
  return {
    why: `Write a number above 0, up to ${MOST_PER_MONTH}: 1 is one false alert a month, 0.5 one in two months.`,
  };
}
