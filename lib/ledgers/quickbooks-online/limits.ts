import type { BudgetRules } from '../../net/call';

/**
 * Intuit's limits: 500 calls a minute of a company and ten a second, of which 40 batches a minute. A call too many is answered
 * 429, and so is everything else for the minute that follows; no header says what is left.
 */
export const budget: BudgetRules = {
  perMinute: 500,
  minuteSlides: true,
  // Two less than allowed: calls that leave apart may arrive together, and one too many closes everything for a minute.
  perSecond: 8,
  endpoints: { batch: { perMinute: 40 } },
  refusalCloses: 60_000,
  margin: 3,
};
