import { roundTo, type Decimal } from '../../../../lib/model/decimal';

/** "1 234,50": as this user's locale writes amounts, with spaces that break nothing but parsers. */
export function pageAmount(amount: Decimal, places = 2): string {
  const [whole = '0', cents = ''] = roundTo(amount, places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return cents ? `${grouped},${cents}` : grouped;
}

/** "02.11.2026" */
export const pageDate = (day: string): string => day.split('-').reverse().join('.');
