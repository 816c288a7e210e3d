import type { ExactOnline } from '../../../emulators/exact-online';
import type { Site } from './scene';

/** A customer, a supplier or a product of the site, and what it has to be in the ledger. */
export interface Relation {
  /** In the site. */
  id: number;
  name: string;
  /** Its name in the ledger may be another one: it is found by its VAT number. */
  ledgerName: string;
  /** The ledger has it before anything is sent. */
  known: boolean;
}

export interface Product {
  id: number;
  code: string;
  unit: string;
  known: boolean;
}

export interface Relations {
  customers: Relation[];
  suppliers: Relation[];
  products: Product[];
}

/** How the ledger knows a contact before anything is sent; a prospect is neither customer nor supplier yet. */
type Known = 'by VAT number' | 'by name' | 'as prospect' | 'not';

const country = { country: 'NLD', county: '', municipality: '', city: 'Utrecht', street: 'Oudegracht 1', zipcode: '3511 AB' };
const roles = { customer: { Status: 'C', PaymentConditionSales: '30' }, supplier: { IsSupplier: true, PaymentConditionPurchase: '14' } };

function addContact(exact: ExactOnline, { scoro, connection, company }: Site, role: keyof typeof roles, index: number, known: Known): Relation {
  const name = `${role === 'customer' ? 'Klant' : 'Leverancier'} ${String(index).padStart(2, '0')} van ${connection}`;
  const vatno = known === 'by name' || (known === 'not' && index % 4 === 3) ? '' : `NL${role === 'customer' ? '81' : '82'}00000${String(index).padStart(2, '0')}B01`;
  const ledgerName = known === 'by VAT number' || known === 'as prospect' ? `${name} (in Exact)` : name;
  const fields = known === 'as prospect' ? { Status: 'P' } : roles[role];
  if (known !== 'not') exact.addAccount({ Name: ledgerName, VATNumber: vatno === '' ? null : vatno, ...fields }, company);
  const { contactId } = scoro.addContact({ name, vatno, isClient: role === 'customer', isSupplier: role === 'supplier', addresses: [country] });
  return { id: contactId, name, ledgerName, known: known !== 'not' };
}

function addProduct(exact: ExactOnline, { scoro, company }: Site, index: number, known: boolean): Product {
  const code = `${known ? 'BEKEND' : 'NIEUW'}-${String(index).padStart(2, '0')}`;
  const unit = index % 2 === 0 ? 'hour' : 'pc';
  if (known) exact.addItem({ Code: code, Description: `Product ${code}`, IsSalesItem: true }, company);
  const { productId } = scoro.addProduct({ code, name: `Product ${code}`, unit, groupId: index % 3 === 0 ? 41 : 0, isService: true });
  return { id: productId, code, unit, known };
}

const made = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

const customersKnown: readonly Known[] = ['by VAT number', 'by VAT number', 'by name', 'as prospect'];
const suppliersKnown: readonly Known[] = ['by VAT number', 'by name', 'as prospect'];

/** Customers, suppliers and products, some of which the ledger knows already. */
export function addRelations(exact: ExactOnline, site: Site): Relations {
  return {
    customers: made(13, (index) => addContact(exact, site, 'customer', index, customersKnown[index] ?? 'not')),
    suppliers: made(8, (index) => addContact(exact, site, 'supplier', index, suppliersKnown[index] ?? 'not')),
    products: made(10, (index) => addProduct(exact, site, index, index < 4)),
  };
}
