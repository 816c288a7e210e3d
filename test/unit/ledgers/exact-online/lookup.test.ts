import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import type { NaturalKey } from '../../../../lib/ledgers/ledger';
import { anyOf, chunks } from '../../../../lib/ledgers/exact-online/lookup';
import type { ApiCall, Call } from '../../../../lib/net/call';
import { config, error, filterOf, id, results } from './fake';

const bill = (number: string): NaturalKey => ({ kind: 'bill', number, contact: id(2), journal: '60', date: '2026-03-02', gross: '1', currency: 'EUR' });
const sale = (number: number): NaturalKey => ({ ...bill(String(number)), kind: 'invoice' });
const many = <Item>(length: number, make: (index: number) => Item) => Array.from({ length }, (_, index) => make(index));

/** A `Call` that answers every list with nothing, and refuses what `refuses` says. */
function listening(refuses: (filter: string) => boolean = () => false) {
  const asked: ApiCall[] = [];
  const call: Call = (request) => {
    asked.push(request);
    return Promise.resolve(refuses(filterOf(request) ?? '') ? error(400, 'The query is not valid.') : results());
  };
  return { company: exactOnline.open(call, config), asked };
}
const partsOf = (request: ApiCall) => (filterOf(request) ?? '').split(' or ').length;

describe('one filter for many', () => {
  it('leaves a single one as it is, brackets compound ones, and says nothing twice', () => {
    expect(anyOf(['a eq 1 and b eq 2'])).toBe('a eq 1 and b eq 2');
    expect(anyOf(['a eq 1', 'b eq 1 and c eq 2', 'a eq 1'])).toBe('a eq 1 or (b eq 1 and c eq 2)');
  });
});

describe('parts that fit one address', () => {
  it.each([
    ['plain', (index: number) => `2026-${index}`],
    ['to be escaped', (index: number) => `'()${'&'.repeat(30)}${index}`],
    ['beyond the Latin alphabet', (index: number) => `発票${'€'.repeat(30)}${index}`],
  ])('keeps every address under 6,000 characters as any encoder writes it (%s), and loses no key', async (_, number) => {
    const { company, asked } = listening();
    await company.findDocuments(many(500, (index) => bill(number(index))));
    const escaped = (url: string) => url.replace(/[!'()*~,$]/g, '%00').length + "&$skiptoken=datetime'2026-01-01T00:00:00.000',guid'00000000-0000-4000-8000-000000000000'".length * 2;
    expect(Math.max(...asked.map(({ url }) => escaped(url)))).toBeLessThan(6000);
    expect(asked.flatMap((request) => filterOf(request)?.match(/YourRef eq '/g) ?? [])).toHaveLength(500);
  });

  it('asks for no more at once than a page holds', async () => {
    const { company, asked } = listening();
    await company.findDocuments(many(150, (index) => sale(20260001 + index)));
    expect(asked.map(partsOf)).toEqual([60, 60, 30]);
  });

  it('lets what is too long by itself go alone', () => {
    const long = { filter: `YourRef eq '${'x'.repeat(7000)}'` };
    const short = { filter: 'InvoiceNumber eq 1' };
    expect(chunks([short, long, short, short], ['EntryID'])).toEqual([[short], [long], [short, short]]);
  });
});

describe('a filter that is too much for Exact', () => {
  it('is asked in smaller parts, which hold for the rest: few refusals for any number of keys', async () => {
    const { company, asked } = listening((filter) => filter.split(' or ').length > 19);
    expect(await company.findDocuments(many(200, (index) => sale(20260001 + index)))).toEqual(many(200, () => []));
    expect(asked.filter((request) => partsOf(request) > 19)).toHaveLength(2);
    expect(new Set(asked.filter((request) => partsOf(request) <= 19).flatMap((request) => filterOf(request)?.split(' or ') ?? [])).size).toBe(200);
  });

  it('is told when parts are refused as well', async () => {
    const { company, asked } = listening(() => true);
    await expect(company.findDocuments(many(200, (index) => sale(20260001 + index)))).rejects.toMatchObject({ kind: 'refused' });
    expect(asked.map(partsOf)).toEqual([60, 30, 15, 8, 4]);
  });
});
