import { deleteEntry, linesOf, rejectEntry, saveLine, updateEntry } from './booking/change';
import { bookPayment, netEntries, reversePayment, writeOff } from './booking/payments';
import { closedKey } from './booking/period';
import { purchase, sales, type Side } from './booking/side';
import { findVatCode } from './booking/vat';
import type { Company } from './company';
import { createAccount } from './services/accounts';
import { createItem } from './services/items';
import type { Client, Scope, User, World } from './state';
import type { Tokens } from './tokens';
import { day, padAccountCode, trimmed, type Row } from './values';

/** What happens in Exact besides our calls: payments, closings, people at work in the web pages. */
export interface Helpers {
  /** A company; the first one without a code. */
  company(code?: number): Company;
  /** A token for tests that are not about signing in; all companies unless named. */
  accessToken(divisions?: readonly number[], user?: User): string;
  entry(entryId: string): Row;
  terms(entryId: string): Row[];
  /** Looks a record up by its (trimmed) code. */
  byCode(list: 'accounts' | 'glAccounts' | 'items' | 'itemGroups' | 'vatCodes' | 'journals' | 'projects' | 'costcenters' | 'costunits' | 'units', code: string, division?: number): Row;
  bookPayment(entryId: string, amount: string, date: string): void;
  reversePayment(entryId: string): void;
  /** Matches an invoice with a credit note, as far as the smaller of them goes. */
  netEntries(entryId: string, creditId: string, date: string): void;
  /** Settles what is left without a payment. */
  writeOff(entryId: string, date: string): void;
  /** As somebody would in the web pages; days as text. */
  editEntry(entryId: string, values: Row): void;
  /** The first line unless another is named, by its place. */
  editLine(entryId: string, values: Row, place?: number): void;
  /** Of purchase entries alone; `false` takes it back. */
  rejectEntry(entryId: string, isRejected?: boolean): void;
  /** As somebody would in the web pages, paid or not. */
  deleteEntry(entryId: string): void;
  blockVatCode(code: string, division?: number): void;
  closePeriod(journal: string, year: number, period: number, division?: number): void;
  openPeriod(journal: string, year: number, period: number, division?: number): void;
  addAccount(values: Row, division?: number): Row;
  addItem(values: Row, division?: number): Row;
  /** The user takes an app's consent back; of all users unless named. */
  revokeConsent(user?: User): void;
  setListDelay(milliseconds: number): void;
  addCompany(company: Company): void;
}

interface Inside {
  world: World;
  tokens: Tokens;
  clients: readonly Client[];
  signedIn(): User;
}

export function helpers({ world, tokens, clients, signedIn }: Inside): Helpers {
  const company = (code?: number): Company => {
    const found = code === undefined ? [...world.companies.values()][0] : world.companies.get(code);
    if (!found) throw new Error(`There is no company ${code ?? ''}`);
    return found;
  };
  const scope = (of: Company): Scope => ({ world, company: of, user: signedIn(), base: `https://start.exactonline.nl/api/v1/${of.code}` });

  function locate(entryId: string): { scope: Scope; side: Side; entry: Row } {
    for (const candidate of world.companies.values()) {
      for (const side of [sales, purchase]) {
        const entry = side.entries(candidate).find((row) => row['EntryID'] === entryId);
        if (entry) return { scope: scope(candidate), side, entry };
      }
    }
    throw new Error(`There is no entry ${entryId}`);
  }

  return {
    company,
    accessToken: (divisions, user) => tokens.give(clients[0]?.clientId ?? '', user ?? signedIn(), divisions ?? [...world.companies.keys()]).access_token,
    entry: (entryId) => locate(entryId).entry,
    terms: (entryId) => locate(entryId).scope.company.terms.filter((term) => term['TransactionEntryID'] === entryId),
    byCode(list, code, division) {
      const found = company(division)[list].find((row) => trimmed(row['Code']) === code);
      if (!found) throw new Error(`There is no ${code} in ${list}`);
      return found;
    },
    bookPayment: (entryId, amount, date) => bookPayment(locate(entryId).scope, entryId, amount, date),
    reversePayment: (entryId) => reversePayment(locate(entryId).scope, entryId),
    netEntries: (entryId, creditId, date) => netEntries(locate(entryId).scope, entryId, creditId, date),
    writeOff: (entryId, date) => writeOff(locate(entryId).scope, entryId, date),
    editEntry(entryId, values) {
      const found = locate(entryId);
      const dated = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, name.endsWith('Date') && typeof value === 'string' ? day(value) : value]));
      updateEntry(found.scope, found.side, found.entry, dated);
    },
    editLine(entryId, values, place = 0) {
      const found = locate(entryId);
      const line = linesOf(found.scope, found.side, found.entry)[place];
      if (!line) throw new Error(`Entry ${entryId} has no line ${place}`);
      saveLine(found.scope, found.side, values, line);
    },
    rejectEntry(entryId, isRejected = true) {
      const found = locate(entryId);
      rejectEntry(found.scope, found.side, found.entry, isRejected);
    },
    deleteEntry(entryId) {
      const found = locate(entryId);
      deleteEntry(found.scope, found.side, found.entry, true);
    },
    blockVatCode(code, division) {
      const found = findVatCode(company(division), code);
      if (!found) throw new Error(`There is no VAT code ${code}`);
      found['IsBlocked'] = true;
    },
    closePeriod: (journal, year, period, division) => void company(division).closed.add(closedKey(journal, year, period)),
    openPeriod: (journal, year, period, division) => void company(division).closed.delete(closedKey(journal, year, period)),
    addAccount: (values, division) => createAccount(scope(company(division)), values['Code'] == null ? values : { ...values, Code: padAccountCode(String(values['Code'])) }),
    addItem: (values, division) => createItem(scope(company(division)), values),
    revokeConsent(user) {
      for (const grant of tokens.grants) if (!user || grant.user.id === user.id) grant.revoked = true;
    },
    setListDelay: (milliseconds) => void (world.listDelay = milliseconds),
    addCompany: (added) => void world.companies.set(added.code, added),
  };
}
