import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountCode, datetime, field, guid, int64, query, readAmount, readDate, readEntity, readErrorText, readRows, text } from '../../../../lib/ledgers/exact-online/odata';
import { id } from './fake';

describe('literals', () => {
  it('writes each type as OData wants it', () => {
    expect(guid(id(7).toUpperCase())).toBe(`guid'${id(7)}'`);
    expect(text("O'Brien")).toBe("'O''Brien'");
    expect(datetime('2026-01-31')).toBe("datetime'2026-01-31T00:00:00'");
    expect(int64('24000000123456789')).toBe('24000000123456789L');
  });

  it('refuses what is no guid', () => {
    expect(() => guid("x' or 1 eq 1")).toThrow(RangeError);
    expect(() => guid('')).toThrow(RangeError);
  });

  it('lets no text out of its quotes', () => {
    fc.assert(fc.property(fc.string(), (value) => {
      const inner = text(value).slice(1, -1);
      expect(inner.replaceAll("''", '')).not.toContain("'");
      expect(inner.replaceAll("''", "'")).toBe(value);
    }));
  });

  it('pads account codes on the left to 18', () => {
    expect(accountCode('2')).toBe('                 2');
    expect(accountCode('  0000002 ')).toBe('           0000002');
    expect(accountCode('1234567890123456789')).toBeNull();
    expect(accountCode('  ')).toBeNull();
  });
});

describe('query', () => {
  it('has no plus signs and no bare spaces', () => {
    const made = query(['ID', 'Name'], "Name eq 'A & B+C'");
    expect(made).toBe("$select=ID,Name&$filter=Name%20eq%20'A%20%26%20B%2BC'");
  });

  it('is read back as it was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const filter = `Name eq ${text(value)}`;
      expect(new URL(`https://x.example/a?${query(['ID'], filter)}`).searchParams.get('$filter')).toBe(filter.toWellFormed());
    }));
  });

  it('leaves $filter out when there is none: an empty one is refused', () => {
    expect(query(['ID'], null)).toBe('$select=ID');
  });
});

describe('envelopes', () => {
  it('reads a collection with results, and its next page', () => {
    expect(readRows({ d: { results: [{ ID: 1 }], __next: 'https://next' } })).toEqual({ rows: [{ ID: 1 }], next: 'https://next' });
    expect(readRows({ d: { results: [] } })).toEqual({ rows: [], next: null });
  });

  it('reads a collection without results', () => {
    expect(readRows({ d: [{ ID: 1 }, { ID: 2 }] })).toEqual({ rows: [{ ID: 1 }, { ID: 2 }], next: null });
  });

  it('reads an entity by key, and a collection of one as current/Me gives it', () => {
    expect(readEntity({ d: { ID: 1 } })).toEqual({ ID: 1 });
    expect(readEntity({ d: { results: [{ UserID: 1 }] } })).toEqual({ UserID: 1 });
    expect(readEntity({ d: [{ UserID: 1 }] })).toEqual({ UserID: 1 });
  });

  it.each([null, [], 'text', 5, {}, { d: null }, { d: 'x' }, { d: { results: {} } }, { error: {} }])('takes %j for no list', (body) => {
    expect(readRows(body)).toBeNull();
  });

  it('takes an empty or longer list for no entity', () => {
    expect(readEntity({ d: { results: [] } })).toBeNull();
    expect(readEntity({ d: [{}, {}] })).toBeNull();
    expect(readEntity({ d: null })).toBeNull();
  });

  it('finds the text of a refusal', () => {
    expect(readErrorText({ error: { code: '', message: { lang: '', value: ' Gegeven bestaat reeds. ' } } })).toBe('Gegeven bestaat reeds.');
    expect(readErrorText({ error: 'access_denied' })).toBe('');
    expect(readErrorText(null)).toBe('');
  });
});

describe('values', () => {
  it('reads dates as days without a zone', () => {
    expect(readDate('/Date(1723420800000)/')).toBe('2024-08-12');
    expect(readDate('/Date(1723420800000+0200)/')).toBe('2024-08-12');
    expect(readDate('/Date(-86400000)/')).toBe('1969-12-31');
    // 16:31 on the wall clock in the Netherlands, written as if it were UTC.
    expect(readDate(`/Date(${Date.UTC(2026, 5, 25, 16, 31)})/`)).toBe('2026-06-25');
  });

  it.each(['', '2026-01-31', '/Date()/', '/Date(abc)/', '/Date(999999999999999)/x', '/Date(99999999999999999)/'])('reads no date from %j', (value) => {
    expect(readDate(value)).toBeNull();
  });

  it('round-trips any day', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(readDate(`/Date(${Date.parse(day)})/`)).toBe(day);
    }));
  });

  it('reads amounts without float noise', () => {
    expect(readAmount(5900.000000000001)).toBe('5900');
    expect(readAmount(0.1 + 0.2)).toBe('0.3');
    expect(readAmount(-1210.55)).toBe('-1210.55');
    fc.assert(fc.property(fc.integer({ min: -1e11, max: 1e11 }), (cents) => {
      expect(Number(readAmount(cents / 100)) * 100).toBeCloseTo(cents, 3);
    }));
  });

  it('trims codes, takes Bytes for booleans and keeps Int64 as text', () => {
    expect(field.code.parse('0  ')).toBe('0');
    expect(field.flag.parse(1)).toBe(true);
    expect(field.flag.parse(false)).toBe(false);
    expect(field.int64.parse('24000000123456789')).toBe('24000000123456789');
    expect(field.int64.safeParse('1.5').success).toBe(false);
    expect(field.day.safeParse('2026-01-31').success).toBe(false);
    expect(field.moment.parse('/Date(1723420800123)/')).toBe(1723420800123);
    expect(field.moment.parse('2026-01-31')).toBeNull();
  });
});
