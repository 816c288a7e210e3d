import type { Finding } from '../../model/check-up';
import type { CheckFacts } from './facts';
import { ok, some, wrong } from './finding';

const siteOf = (origin: string): string => origin.replace(/^https?:\/\//, '').replace(/\/\*$/, '');

/** Does the browser let us reach both sites? The user can take that back at any time. */
export function checkAccess({ access }: CheckFacts): Finding {
  const origins = access.filter(({ granted }) => !granted).map(({ origin }) => origin);
  const title = 'Access to the sites';
  if (origins.length === 0) return ok('access', title, `The browser lets ${some(access.map(({ origin }) => siteOf(origin)))} be reached.`);
  const fix = { id: 'grant-access', label: 'Allow access', best: true, action: { type: 'grant-access' as const, origins } };
  return wrong('access', title, `The browser does not let ${some(origins.map(siteOf))} be reached, so nothing can be read or booked there.`, { fixes: [fix] });
}
