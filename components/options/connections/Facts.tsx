import { formatMoment } from '../../../lib/model/dates';
import type { ConnectionRow } from '../../../lib/storage/rows';

/** Who is signed in, to which company, since when. */
export function Facts({ connection }: { connection: ConnectionRow }) {
  const { ledger, user, companyName, companyCurrency, connectedAt } = connection;
  const company = companyName ? `${companyName}${companyCurrency ? `, ${companyCurrency}` : ''}${ledger.company ? ` (${ledger.company})` : ''}` : ledger.company;
  const facts: [string, string | undefined][] = [
    ['Company', company || 'Chosen when you connect'],
    ['Signed in as', user],
    ['Since', connectedAt ? formatMoment(connectedAt, Date.now()) : undefined],
    ['Country', ledger.country?.toUpperCase()],
    ['Environment', ledger.environment],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
