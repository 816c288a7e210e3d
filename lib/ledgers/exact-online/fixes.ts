import type { Fix, FixAction } from '../../model/problem';
import type { MappingKind } from '../../model/reference';

/** The buttons that mend what Exact refuses. */

const fix = (id: string, label: string, action: FixAction): Fix => ({ id, label, action });

/** Opens the mappings of one kind: a refusal names no value of the host to choose for. */
const mapping = (kind: MappingKind, what: string): Fix => fix(`map-${kind}`, `Map ${what}`, { type: 'open-options', route: `#/mappings/${kind}` });

export const fixes = {
  retry: fix('retry', 'Retry', { type: 'retry' }),
  signIn: fix('sign-in', 'Sign in again', { type: 'sign-in' }),
  giveRole: fix('give-role', 'Give the contact this role', { type: 'give-role' }),
  createContact: fix('create-contact', 'Create the contact', { type: 'create-contact' }),
  /** A refusal names no record; the look-up that a retry begins with does, and offers to link it. */
  lookAgain: fix('retry', 'Look for it in Exact Online', { type: 'retry' }),
  /** The values to choose from are filled in by whoever knows the reference data. */
  paymentTerm: fix('map-payment-term', 'Choose…', { type: 'map', kind: 'paymentTerm', host: '*' }),
  mappings: fix('open-mappings', 'Open mappings', { type: 'open-options', route: '#/mappings' }),
  journals: mapping('journal', 'journals'),
  taxCodes: mapping('taxCode', 'VAT codes'),
  accounts: mapping('account', 'accounts'),
  costCentres: mapping('costCentre', 'cost centres'),
  costUnits: mapping('costUnit', 'cost units'),
  projects: mapping('project', 'projects'),
  itemGroups: mapping('itemGroup', 'item groups'),
  units: mapping('unit', 'units'),
  products: mapping('product', 'products'),
  contacts: mapping('contact', 'contacts'),
  currencies: mapping('currency', 'currencies'),
  connections: fix('open-connections', 'Open connections', { type: 'open-options', route: '#/connections' }),
  requests: fix('open-requests', 'See the request', { type: 'open-options', route: '#/requests' }),
  refresh: fix('refresh-reference', 'Read the reference data again', { type: 'refresh-reference' }),
  openLedger: fix('open-ledger', 'Open Exact Online', { type: 'open-ledger' }),
  openHost: fix('open-host', 'Open the document', { type: 'open-host' }),
} as const satisfies Record<string, Fix>;
