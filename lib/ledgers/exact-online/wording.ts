/**
 * How Exact words a refusal: mostly "prefix: subject", in the language of the Exact user. Dutch and English prefixes are known;
 * of other languages the subject alone is, by the words bookkeepers use for it.
 */

const prefixWords = {
  exists: 'gegeven bestaat reeds|data already exists|already exists|bestaat reeds|bestaat al',
  inUse: 'in gebruik|in use',
  mandatory: 'verplicht|mandatory|required',
  badReference: 'ongeldige referentie|invalid reference',
  invalid: 'ongeldig|invalid',
  notAllowed: 'niet toegestaan|not allowed',
  unknown: 'onbekend|unknown',
  blocked: 'geblokkeerd|blocked',
  closed: 'periode is afgesloten|period is closed',
  processed: 'reeds verwerkt|already processed',
} as const;
export type Prefix = keyof typeof prefixWords;

/** How each prefix begins a line; some texts have subject and prefix the other way round, with or without the colon. */
const prefixPatterns = (Object.entries(prefixWords) as [Prefix, string][]).map(([prefix, words]) => ({
  prefix,
  before: new RegExp(`^(?:${words})(?:\\s*[:\\-–]\\s*(.*))?$`, 'i'),
  after: new RegExp(`^([^:]+?)\\s*(?::|\\bis\\b|\\s)\\s*(?:${words})$`, 'i'),
}));

/** What a refusal can be about, by the words that name it in Dutch, English, German and French. */
const topicWords = {
  journal: 'dagboek|journals?|diar(?:y|ies)|tagebuch',
  paymentTerm: 'betalingsconditie|betalingsvoorwaarde|payment (?:condition|term)s?|zahlungsbedingung(?:en)?|conditions? de paiement|vervaldatum|due date|fälligkeit(?:sdatum)?|(?:date d[’\']\\s?)?échéance',
  taxCode: '(?:btw|vat|mwst\\.?|ust\\.?|tva)[- ]?(?:code|percentage)|steuer(?:code|schlüssel|satz)|(?:code|taux)(?: de)? tva|btw|vat|mwst|tva',
  costUnit: 'kostendrager|cost ?units?|kostenträger|unité de co[uû]ts?',
  costCentre: 'kostenplaats(?:koppeling)?|cost ?cent(?:er|re)s?|kostenstelle|centre de co[uû]ts?',
  project: 'projecten|projects?|projekte?|projets?',
  itemGroup: 'artikelgroep|item ?groups?|artikelgruppe|groupe d[’\']\\s?articles?',
  unit: 'eenheid|units?|einheit|unité',
  item: 'artikel|items?|article',
  glAccount: 'grootboekrekening(?:type)?|g/?l[- ]?accounts?|general ledger account|sachkonto|compte général|konto|compte',
  exchangeRate: 'wisselkoers|koers|exchange rate|wechselkurs|taux de change',
  currency: 'valuta|currency|währung|devise',
  period: 'periode?|financial (?:year|period)|boekjaar|geschäftsjahr|buchungsperiode|exercice|période',
  number: '(?:boekstuk|factuur|order|verkooporder)nummer|(?:document|entry|invoice|order) ?number|belegnummer|rechnungsnummer|numéro (?:de )?(?:pièce|document|facture)',
  party: 'relatie|relationship|klant|customer|debiteur|leverancier|supplier|crediteur|account|kunde|lieferant|debitor|kreditor|geschäftspartner|client|fournisseur|relation',
} as const;
export type Topic = keyof typeof topicWords;

// A word of its own: letters of any alphabet count, which \b does not know.
const topicPatterns = (Object.entries(topicWords) as [Topic, string][]).map(([topic, words]) => ({ topic, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu') }));

/** The first thing known that a text names, the particular before the general; null where it names none. */
export const topicOf = (text: string): Topic | null => topicPatterns.find(({ pattern }) => pattern.test(text))?.topic ?? null;

/** Splits "Verplicht: Dagboek", and "Mandaat referentie: Bestaat reeds" just as well. */
export function readLine(line: string): { prefix: Prefix | null; subject: string } {
  for (const { prefix, before, after } of prefixPatterns) {
    const match = before.exec(line) ?? after.exec(line);
    if (match) return { prefix, subject: (match[1] ?? '').trim() };
  }
  return { prefix: null, subject: '' };
}

const marks: Readonly<Record<string, string>> = { uml: '\u0308', acute: '\u0301', grave: '\u0300', circ: '\u0302', cedil: '\u0327', tilde: '\u0303' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ' };
const character = (code: number): string => (code > 31 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ');

/** Undoes HTML's names for characters; what is no such name stays. */
const withoutEntities = (text: string): string =>
  text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_whole, hex: string | undefined, decimal: string | undefined) => character(hex ? Number.parseInt(hex, 16) : Number(decimal)))
    .replace(/&([a-z])(uml|acute|grave|circ|cedil|tilde);/gi, (_whole, letter: string, mark: string) => `${letter}${marks[mark.toLowerCase()] ?? ''}`.normalize('NFC'))
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/gi, (_whole, name: string) => entities[name.toLowerCase()] ?? '');

const leaders = [
  // Messages of the XML route are led by their topic: `Onderwerp [GLTransactions] …`.
  /^(?:onderwerp|subject|topic|thema|sujet) ?\[[^\]]*\]\s*[:\-–]?\s*/i,
  // What other programs put before it: "Error 500: …", and Exact before a line of an entry: "Invoer 17: …".
  /^(?:error|fout|fehler|erreur)(?: \d{3})?\s*:\s*/i,
  /^(?:invoer|entry|eingabe|saisie) \d+\s*:\s*/i,
];

/** A line as it is matched: its topic and number taken off, characters as they are, no dots at the end. Pure. */
export function withoutTopic(line: string): string {
  const plain = withoutEntities(line).normalize('NFC').replace(/\s+/g, ' ').trim();
  // One may lead another: "Error 500: Subject [Items] …".
  const bare = [...leaders, ...leaders].reduce((text, leader) => text.replace(leader, ''), plain);
  return bare.replace(/[\s.!;,]+$/, '').trim() || plain;
}
