import type { LedgerRight } from '../rights';

/** One right for everything: who may authorise an app is an admin of the company, and the scope of accounting covers all of it. */
export const rights = (): readonly LedgerRight[] => [
  {
    name: 'Company admin',
    covers: 'everything that is read and booked',
    use: 'documents',
    without: 'Nothing can be read or booked. Have an admin of the company connect.',
    kinds: ['paymentTerm', 'class', 'costCentre', 'project'],
    takes: (url) => new URL(url).pathname.startsWith('/v3/company/'),
  },
];
