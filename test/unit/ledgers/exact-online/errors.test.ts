import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { CallFailure, type FailureKind } from '../../../../lib/net/failure';
import { problemSchema } from '../../../../lib/model/problem';

const refused = (raw: string) => exactOnline.explain(new CallFailure('refused', `Exact Online refused this: ${raw}`, { system: 'Exact Online', status: 500, raw }));

/** What Exact has been seen to say, and what it means. */
const texts: [text: string, code: string, best: string][] = [
  ['Gegeven bestaat reeds', 'record-exists', 'retry'],
  ['Gegeven bestaat reeds.', 'record-exists', 'retry'],
  ['Data already exists', 'record-exists', 'retry'],
  ['Already exists - Entry number: 26700001, Journal: 700', 'number-used', 'retry'],
  ['Bestaat reeds - Boekstuknummer: 26700001, Dagboek: 700', 'number-used', 'retry'],
  ['In gebruik: Boekstuknummer', 'number-used', 'retry'],
  ['In use: Document number', 'number-used', 'retry'],
  ['Verkoopordernummer: Bestaat reeds', 'number-used', 'retry'],
  ['Bestaat reeds: Mandaat referentie', 'mandate-exists', 'open-ledger'],
  ['Verplicht: Dagboek', 'journal-missing', 'open-mappings'],
  ['Mandatory: Diary', 'journal-missing', 'open-mappings'],
  ['Required: Journal', 'journal-missing', 'open-mappings'],
  ['Mandatory: Relationship', 'contact-missing', 'create-contact'],
  ['Verplicht: Relatie', 'contact-missing', 'create-contact'],
  ['Verplicht: Betalingsconditie', 'payment-term-missing', 'map-payment-term'],
  ['Mandatory: due date', 'payment-term-missing', 'map-payment-term'],
  ['Verplicht: Omschrijving', 'value-missing', 'open-mappings'],
  ['Ongeldige referentie: Journals', 'journal-wrong', 'open-mappings'],
  ['Ongeldige referentie: Btw-code', 'tax-code-unknown', 'open-mappings'],
  ['Ongeldige referentie: Betalingsconditie', 'payment-term-unknown', 'map-payment-term'],
  ['Invalid reference: Cost unit', 'cost-unknown', 'open-mappings'],
  ['Ongeldige referentie: Kostenplaats', 'cost-unknown', 'open-mappings'],
  ['Ongeldig: Btw-percentage []', 'tax-rate-wrong', 'open-mappings'],
  ['Invalid: VAT percentage []', 'tax-rate-wrong', 'open-mappings'],
  ['Ongeldig: Klant (Type)', 'contact-role', 'give-role'],
  ['Invalid: Customer (Type)', 'contact-role', 'give-role'],
  ['Invalid: Supplier (type)', 'contact-role', 'give-role'],
  ['Ongeldig: Leverancier (Type)', 'contact-role', 'give-role'],
  ['Ongeldig: Grootboekrekeningtype', 'account-type', 'open-mappings'],
  ['Invalid: G/L account type', 'account-type', 'open-mappings'],
  ['Ongeldig: Dagboek', 'journal-wrong', 'open-mappings'],
  ['Invalid: Journal (type)', 'journal-wrong', 'open-mappings'],
  ['Invalid: Cost center link', 'cost-link-missing', 'open-mappings'],
  ['Not allowed: VAT-code', 'tax-not-allowed', 'open-mappings'],
  ['Niet toegestaan: Btw-code', 'tax-not-allowed', 'open-mappings'],
  ['Not allowed: Exchange rate', 'exchange-rate', 'open-ledger'],
  ['Niet toegestaan: Valuta', 'currency', 'open-mappings'],
  ['Geblokkeerd: Relatie', 'contact-blocked', 'open-mappings'],
  ['Ongeldige referentie: Relatie', 'contact-unknown', 'create-contact'],
  ['Periode is afgesloten: 2022 - 4', 'period-closed', 'refresh-reference'],
  ['Period is closed: 2022 - 4', 'period-closed', 'refresh-reference'],
  ['Period is closed', 'period-closed', 'refresh-reference'],
  ['Unknown: Financial year (Period-date table)', 'year-unknown', 'open-ledger'],
  ['Onbekend: Boekjaar (Periode-datumtabel)', 'year-unknown', 'open-ledger'],
  ['De boeking is niet in evenwicht op: 2022 / 4 (Type: Inkoopboeking) - Verschil: EUR -0,01', 'not-in-balance', 'open-host'],
  ['Invoer 17: Het bedrag van de BTW regel met BTW code 4 komt niet overeen met het totaal aan BTW-bedragen in de grondslagregels', 'tax-included', 'open-mappings'],
  ['Reeds verwerkt', 'already-processed', 'open-ledger'],
  ['Niet herkende GUID-indeling', 'key-malformed', 'open-mappings'],
  ['Object reference not set to an instance of an object', 'server-fault', 'open-host'],
  ['Document Type not allowed', 'user-type', 'sign-in'],
  ['Wrong Division', 'wrong-company', 'sign-in'],
  ['Forbidden', 'ledger-forbidden', 'sign-in'],
  ['The financial year cannot be changed', 'year-fixed', 'open-host'],
  ['Please add a $select or a $top=1 statement to the query string.', 'request-wrong', 'retry'],
  ['Error processing request stream. Binding to new entities ...', 'request-wrong', 'retry'],
  ['Ongeldig: Iets nieuws', 'value-invalid', 'open-mappings'],
];

describe('what Exact says', () => {
  it.each(texts)('%s', (text, code, best) => {
    const problem = refused(text);
    expect(problem.code).toBe(code);
    expect(problem.raw).toBe(text);
    expect(problem.detail).not.toBe('');
    expect(problem.fixes[0]).toMatchObject({ id: best, best: true });
    expect(problem.fixes.filter((fix) => fix.best)).toHaveLength(1);
    expect(problem.fixes.filter((fix) => fix.id === 'retry')).toHaveLength(1);
    // A fix that needs a choice would be a dead button: a refusal names no record to choose. Reference data is known elsewhere.
    expect(problem.fixes.some((fix) => fix.action.type === 'adopt')).toBe(false);
    expect(problem.fixes.flatMap((fix) => (fix.action.type === 'map' ? [fix.action.kind] : [])).filter((kind) => kind !== 'paymentTerm')).toEqual([]);
    expect(problemSchema.parse(problem)).toEqual(problem);
  });

  it('is read past the topic that leads it in XML answers', () => {
    expect(refused('Onderwerp [GLTransactions] Verplicht: Dagboek').code).toBe('journal-missing');
    expect(refused('Subject [GLTransactions]: Period is closed: 2022 - 4').code).toBe('period-closed');
  });

  it('may be several things at once', () => {
    const problem = refused('Verplicht: Betalingsconditie\r\nMandatory: due date\r\nOngeldig: Klant (Type)\r\n');
    expect(problem.code).toBe('payment-term-missing');
    expect(problem.message).toBe('Exact Online misses the payment condition. The contact does not have this role in Exact Online.');
    expect(problem.fixes.map((fix) => fix.id)).toEqual(['map-payment-term', 'open-ledger', 'give-role', 'open-mappings', 'retry']);
  });

  it('is shown as it is when nobody knows it, with a way to try again', () => {
    const problem = refused('Das Konto ist gesperrt');
    expect(problem).toMatchObject({ code: 'ledger-refused', message: 'Exact Online refused this: Das Konto ist gesperrt', raw: 'Das Konto ist gesperrt' });
    expect(problem.fixes.map((fix) => fix.id)).toEqual(['retry']);
  });

  it('keeps the unknown beside the known', () => {
    const problem = refused('Etwas Neues\nReeds verwerkt');
    expect(problem.code).toBe('already-processed');
    expect(problem.message).toContain('Etwas Neues');
  });

  it('says which period is closed', () => {
    expect(refused('Periode is afgesloten: 2022 - 4').message).toBe('The period 2022 - 4 is closed in Exact Online for this journal.');
  });
});

describe('failures of other kinds', () => {
  const kinds: [FailureKind, string, string][] = [
    ['limit', 'ledger-limit', 'retry'], ['sign-in', 'sign-in-needed', 'sign-in'], ['offline', 'offline', 'retry'], ['no-answer', 'no-answer', 'retry'],
    ['unreadable', 'unreadable', 'retry'], ['trouble', 'ledger-trouble', 'retry'], ['forbidden', 'ledger-forbidden', 'sign-in'], ['absent', 'ledger-absent', 'refresh-reference'],
    ['refused', 'ledger-refused', 'retry'],
  ];

  it.each(kinds)('%s has a cause and a button', (kind, code, best) => {
    const problem = exactOnline.explain(new CallFailure(kind, 'What happened.', { system: 'Exact Online' }));
    expect(problem).toMatchObject({ code, message: 'What happened.' });
    expect(problem.fixes[0]).toMatchObject({ id: best, best: true });
    expect(problemSchema.parse(problem)).toEqual(problem);
  });

  it('keep what was said behind the fold', () => {
    const failure = new CallFailure('unreadable', 'It cannot be read.', { system: 'Exact Online', raw: '<html>' });
    expect(exactOnline.explain(failure).raw).toBe('<html>');
  });
});
