import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactOnline } from '../../../../lib/ledgers/exact-online';
import { CallFailure, type FailureKind } from '../../../../lib/net/failure';
import { problemSchema, type Problem } from '../../../../lib/model/problem';

const refused = (raw: string, endpoint?: string) => exactOnline.explain(new CallFailure('refused', `Exact Online refused this: ${raw}`, { system: 'Exact Online', status: 500, raw, ...(endpoint ? { endpoint } : {}) }));

/** What Exact has been seen to say (its Dutch and English users; other languages as anybody would put it), and what it means. */
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
  ['Verplicht: Dagboek', 'journal-missing', 'map-journal'],
  ['Mandatory: Diary', 'journal-missing', 'map-journal'],
  ['Required: Journal', 'journal-missing', 'map-journal'],
  ['Mandatory: Relationship', 'contact-missing', 'create-contact'],
  ['Verplicht: Relatie', 'contact-missing', 'create-contact'],
  ['Verplicht: Betalingsconditie', 'payment-term-missing', 'map-payment-term'],
  ['Mandatory: due date', 'payment-term-missing', 'map-payment-term'],
  ['Verplicht: Omschrijving', 'value-missing', 'open-mappings'],
  ['Ongeldige referentie: Journals', 'journal-wrong', 'map-journal'],
  ['Ongeldige referentie: Btw-code', 'tax-code-unknown', 'map-taxCode'],
  ['Ongeldige referentie: Betalingsconditie', 'payment-term-unknown', 'map-payment-term'],
  ['Invalid reference: Cost unit', 'cost-unknown', 'map-costUnit'],
  ['Ongeldige referentie: Kostenplaats', 'cost-unknown', 'map-costCentre'],
  ['Ongeldig: Btw-percentage []', 'tax-rate-wrong', 'map-taxCode'],
  ['Invalid: VAT percentage []', 'tax-rate-wrong', 'map-taxCode'],
  ['Ongeldig: Klant (Type)', 'contact-role', 'give-role'],
  ['Invalid: Customer (Type)', 'contact-role', 'give-role'],
  ['Invalid: Supplier (type)', 'contact-role', 'give-role'],
  ['Ongeldig: Leverancier (Type)', 'contact-role', 'give-role'],
  ['Ongeldig: Grootboekrekeningtype', 'account-type', 'map-account'],
  ['Invalid: G/L account type', 'account-type', 'map-account'],
  ['Verplicht: Grootboekrekening', 'account-missing', 'map-account'],
  ['Invalid reference: G/L account', 'account-unknown', 'map-account'],
  ['Ongeldig: Dagboek', 'journal-wrong', 'map-journal'],
  ['Invalid: Journal (type)', 'journal-wrong', 'map-journal'],
  ['Invalid: Cost center link', 'cost-link-missing', 'map-costCentre'],
  ['Verplicht: Kostenplaats', 'cost-centre-missing', 'map-costCentre'],
  ['Not allowed: VAT-code', 'tax-not-allowed', 'map-journal'],
  ['Niet toegestaan: Btw-code', 'tax-not-allowed', 'map-journal'],
  ['Not allowed: Exchange rate', 'exchange-rate', 'open-ledger'],
  ['Niet toegestaan: Valuta', 'currency', 'map-journal'],
  ['Geblokkeerd: Relatie', 'contact-blocked', 'map-contact'],
  ['Ongeldige referentie: Relatie', 'contact-unknown', 'create-contact'],
  ['Periode is afgesloten: 2022 - 4', 'period-closed', 'refresh-reference'],
  ['Period is closed: 2022 - 4', 'period-closed', 'refresh-reference'],
  ['Period is closed', 'period-closed', 'refresh-reference'],
  ['Unknown: Financial year (Period-date table)', 'year-unknown', 'open-ledger'],
  ['Onbekend: Boekjaar (Periode-datumtabel)', 'year-unknown', 'open-ledger'],
  ['De boeking is niet in evenwicht op: 2022 / 4 (Type: Inkoopboeking) - Verschil: EUR -0,01', 'not-in-balance', 'open-host'],
  ['Invoer 17: Het bedrag van de BTW regel met BTW code 4 komt niet overeen met het totaal aan BTW-bedragen in de grondslagregels', 'tax-included', 'map-taxCode'],
  ['Reeds verwerkt', 'already-processed', 'open-ledger'],
  ['Niet herkende GUID-indeling', 'key-malformed', 'open-mappings'],
  ['Object reference not set to an instance of an object', 'server-fault', 'open-host'],
  ['Document Type not allowed', 'user-type', 'sign-in'],
  ['Wrong Division', 'wrong-company', 'sign-in'],
  ['Forbidden', 'ledger-forbidden', 'sign-in'],
  ['403 Forbidden', 'ledger-forbidden', 'sign-in'],
  ['The financial year cannot be changed', 'year-fixed', 'open-host'],
  ['Please add a $select or a $top=1 statement to the query string.', 'request-wrong', 'open-requests'],
  ['Error processing request stream. Binding to new entities ...', 'request-wrong', 'open-requests'],
  ['Ongeldig: Iets nieuws', 'value-invalid', 'open-mappings'],
  // What Scoro's own integration shows to its users.
  ['Mandatory: Item group', 'item-group-missing', 'map-itemGroup'],
  ['Error 500: Mandatory: Item group', 'item-group-missing', 'map-itemGroup'],
  ['Mandatory: Item group: STANDARD, G/L Account: Stock', 'item-account-missing', 'open-ledger'],
  ['Mandatory: G/L Account: Costs', 'item-account-missing', 'open-ledger'],
  ['Mandatory: Unit', 'unit-missing', 'map-unit'],
  ['Invalid reference: Unit', 'unit-unknown', 'map-unit'],
  ['Ongeldige referentie: Artikelgroep', 'item-group-unknown', 'map-itemGroup'],
  // By the subject, and by shapes that are the same in every language.
  ['Ungültige Referenz: Kostenstelle', 'cost-unknown', 'map-costCentre'],
  ['Pflichtfeld: Zahlungsbedingung', 'payment-term-unknown', 'map-payment-term'],
  ['Référence incorrecte : Code TVA', 'tax-code-unknown', 'map-taxCode'],
  ['Obligatoire : Fournisseur', 'contact-unknown', 'map-contact'],
  ['Gesperrt: Sachkonto', 'account-unknown', 'map-account'],
  ['Das Konto ist gesperrt', 'account-unknown', 'map-account'],
  ['Devise : non autorisée', 'currency', 'map-journal'],
  ['Buchungsperiode ist abgeschlossen: 2022 - 4', 'period-closed', 'refresh-reference'],
  ['La période est clôturée : 2022 - 4', 'period-closed', 'refresh-reference'],
  ['Die Buchung ist nicht ausgeglichen am: 2022 / 4 (Typ: Einkaufsbuchung) - Differenz: EUR -0,01', 'not-in-balance', 'open-host'],
  ['Nicht erkanntes GUID-Format', 'key-malformed', 'open-mappings'],
  ['Iets vreemds: Journal 70', 'journal-wrong', 'map-journal'],
];

const buttons = (problem: Problem) => problem.fixes.filter(({ action, choices }) => action.type !== 'map' || action.ledger !== undefined || choices !== undefined || action.kind === 'paymentTerm');

function expectWhole(problem: Problem): void {
  expect(problemSchema.parse(problem)).toEqual(problem);
  expect([problem.code, problem.message, problem.detail].filter((text) => (text ?? '').trim() === '')).toEqual([]);
  expect(problem.message).toMatch(/[.?!]$/);
  expect(buttons(problem).length).toBeGreaterThan(0);
  expect(problem.fixes.filter((fix) => fix.best)).toHaveLength(1);
  expect(new Set(problem.fixes.map(({ id }) => id)).size).toBe(problem.fixes.length);
}

describe('pain 10: what Exact says', () => {
  it.each(texts)('%s', (text, code, best) => {
    const problem = refused(text);
    expect(problem.code).toBe(code);
    expect(problem.raw).toBe(text);
    expect(problem.fixes[0]).toMatchObject({ id: best, best: true });
    expect(problem.fixes.filter((fix) => fix.id === 'retry')).toHaveLength(1);
    // A fix that needs a choice would be a dead button: a refusal names no record to choose. Reference data is known elsewhere.
    expect(problem.fixes.some((fix) => fix.action.type === 'adopt')).toBe(false);
    expect(problem.fixes.flatMap((fix) => (fix.action.type === 'map' ? [fix.action.kind] : [])).filter((kind) => kind !== 'paymentTerm')).toEqual([]);
    expectWhole(problem);
  });

  const entities = (text: string) => text.replace(/[^ -~]|[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
  const mangled: [how: string, change: (text: string) => string][] = [
    ['in capitals', (text) => text.toUpperCase()],
    ['in small letters', (text) => text.toLowerCase()],
    ['with dots and space around it', (text) => `  ${text}.. `],
    ['with characters written as HTML does', entities],
    ['with more space in it', (text) => text.replaceAll(' ', ' \u00a0 ')],
    ['led by the topic of an XML answer', (text) => `Onderwerp [GLTransactions] ${text}`],
    ['led by the topic in English', (text) => `Subject [GLTransactions]: ${text}`],
    ['led by a topic of another name', (text) => `Topic [Accounts] - ${text}`],
    ['led by the status', (text) => `Error 500: ${text}`],
  ];
  it.each(mangled)('means the same %s', (_how, change) => {
    expect(texts.map(([text]) => [text, refused(change(text)).code])).toEqual(texts.map(([text, code]) => [text, code]));
  });

  it.each([
    ['Dagboek: Verplicht', 'journal-missing'], ['Dagboek is verplicht', 'journal-missing'], ['Journal is required', 'journal-missing'], ['Cost unit: Invalid reference', 'cost-unknown'],
    ['Boekstuknummer: In gebruik', 'number-used'], ['Klant (Type): Ongeldig', 'contact-role'], ['Btw-code: Niet toegestaan', 'tax-not-allowed'],
  ])('means the same the other way round: %s', (text, code) => expect(refused(text).code).toBe(code));

  it('never throws, and never leaves anybody without cause, cure and button', () => {
    const word = fc.constantFrom('Verplicht', 'Invalid', 'Ungültig', ':', '-', 'Dagboek', 'VAT', '[', ']', '(', '&amp;', '&#1;', '\n', 'GUID', '2022 - 4', '<b>', '$&', '\u0000');
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(fc.oneof(word, fc.string({ maxLength: 8 })), { maxLength: 12 }).map((words) => words.join(' ')));
    const kind = fc.constantFrom<FailureKind>('limit', 'sign-in', 'offline', 'no-answer', 'unreadable', 'trouble', 'refused', 'forbidden', 'absent', 'stale', 'used');
    fc.assert(fc.property(text, kind, fc.option(fc.string(), { nil: undefined }), (raw, of, endpoint) => {
      expectWhole(exactOnline.explain(new CallFailure(of, 'What happened.', { system: 'Exact Online', raw, ...(endpoint === undefined ? {} : { endpoint }) })));
    }), { numRuns: 150 });
  }, 60_000);

  it('is read past the topic that leads it in XML answers', () => {
    expect(refused('Onderwerp [GLTransactions] Verplicht: Dagboek').code).toBe('journal-missing');
    expect(refused('Subject [GLTransactions]: Period is closed: 2022 - 4').code).toBe('period-closed');
  });

  it('may be several things at once', () => {
    const problem = refused('Verplicht: Betalingsconditie\r\nMandatory: due date\r\nOngeldig: Klant (Type)\r\n');
    expect(problem.code).toBe('payment-term-missing');
    expect(problem.message).toBe('Exact Online misses the payment condition. The contact does not have this role in Exact Online.');
    expect(problem.fixes.map((fix) => fix.id)).toEqual(['map-payment-term', 'open-ledger', 'give-role', 'map-contact', 'retry']);
  });

  it('is shown as it is when nobody knows it, with what was being written and the ways on', () => {
    const problem = refused('Etwas ist anders', 'purchaseentry/PurchaseEntries');
    expect(problem).toMatchObject({ code: 'ledger-refused', message: 'Exact Online refused the purchase entry: Etwas ist anders.', raw: 'Etwas ist anders' });
    expect(refused('Etwas ist anders').message).toBe('Exact Online refused this: Etwas ist anders.');
    expect(problem.fixes.map((fix) => fix.id)).toEqual(['open-host', 'open-mappings', 'open-ledger', 'retry']);
    expectWhole(problem);
  });

  it('says what it was about, beside words that nobody knows', () => {
    expect(refused('Ungültige Referenz: Kostenstelle').message).toBe('Exact Online refused the cost centre: Ungültige Referenz: Kostenstelle.');
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
