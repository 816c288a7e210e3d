/** The language of the Exact user, in which refusals are worded. */
export type Language = 'nl' | 'en';

const nouns = {
  journal: ['Dagboek', 'Diary'],
  relation: ['Relatie', 'Relationship'],
  condition: ['Betalingsconditie', 'Payment condition'],
  dueDate: ['Vervaldatum', 'due date'],
  vatCode: ['Btw-code', 'VAT code'],
  glAccount: ['Grootboekrekening', 'G/L account'],
  costCentre: ['Kostenplaats', 'Cost center'],
  costUnit: ['Kostendrager', 'Cost unit'],
  project: ['Project', 'Project'],
  currency: ['Valuta', 'Currency'],
  itemGroup: ['Artikelgroep', 'Item group'],
  unit: ['Eenheid', 'Unit'],
  item: ['Artikel', 'Item'],
  code: ['Code', 'Code'],
  description: ['Omschrijving', 'Description'],
  name: ['Naam', 'Name'],
  lines: ['Regels', 'Lines'],
  document: ['Document', 'Document'],
  warehouse: ['Magazijn', 'Warehouse'],
  invoice: ['Factuur', 'Invoice'],
  country: ['Land', 'Country'],
  exchangeRate: ['Wisselkoers', 'Exchange rate'],
  costCentreLink: ['Kostenplaatskoppeling', 'Cost center link'],
} as const;
export type Noun = keyof typeof nouns;

/** The words of a refusal, in both languages. */
export type Message = readonly [nl: string, en: string];

const with_ = (nl: string, en: string) => (noun: Noun): Message => [`${nl}: ${nouns[noun][0]}`, `${en}: ${nouns[noun][1]}`];

export const messages = {
  mandatory: with_('Verplicht', 'Mandatory'),
  unknownReference: with_('Ongeldige referentie', 'Invalid reference'),
  invalid: with_('Ongeldig', 'Invalid'),
  blocked: with_('Geblokkeerd', 'Blocked'),
  notAllowed: with_('Niet toegestaan', 'Not allowed'),
  vatNotAllowed: ['Niet toegestaan: Btw-code', 'Not allowed: VAT-code'] as Message,
  unknownJournal: ['Ongeldige referentie: Journals', 'Invalid reference: Journals'] as Message,
  journalType: ['Ongeldig: Dagboek', 'Invalid: Journal (type)'] as Message,
  customerType: ['Ongeldig: Klant (Type)', 'Invalid: Customer (Type)'] as Message,
  supplierType: ['Ongeldig: Leverancier (Type)', 'Invalid: Supplier (type)'] as Message,
  glAccountType: ['Ongeldig: Grootboekrekeningtype', 'Invalid: G/L account type'] as Message,
  vatPercentage: ['Ongeldig: Btw-percentage []', 'Invalid: VAT percentage []'] as Message,
  unknownYear: ['Onbekend: Boekjaar (Periode-datumtabel)', 'Unknown: Financial year (Period-date table)'] as Message,
  exists: ['Gegeven bestaat reeds', 'Data already exists'] as Message,
  numberInUse: ['In gebruik: Boekstuknummer', 'In use: Document number'] as Message,
  processed: ['Reeds verwerkt', 'Already processed'] as Message,
  transactionType: ['Ongeldig: Transactietype', 'Invalid: Transaction type'] as Message,
  notInBalance: (year: number, period: number, side: 'sales' | 'purchase', currency: string, difference: string): Message => [
    `De boeking is niet in evenwicht op: ${year} / ${period} (Type: ${side === 'sales' ? 'Verkoopboeking' : 'Inkoopboeking'}) - Verschil: ${currency} ${difference.replace('.', ',')}`,
    `The entry is not in balance on: ${year} / ${period} (Type: ${side === 'sales' ? 'Sales entry' : 'Purchase entry'}) - Difference: ${currency} ${difference}`,
  ],
  vatLineDiffers: (entry: number, code: string): Message => [
    `Invoer ${entry}: Het bedrag van de BTW regel met BTW code ${code} komt niet overeen met het totaal aan BTW-bedragen in de grondslagregels`,
    `Entry ${entry}: The amount of the VAT line with VAT code ${code} does not match the total of VAT amounts in the base lines`,
  ],
  periodClosed: (year: number, period: number): Message => [`Periode is afgesloten: ${year} - ${period}`, `Period is closed: ${year} - ${period}`],
  entryExists: (entry: number, journal: string): Message => [`Bestaat reeds - Boekstuknummer: ${entry}, Dagboek: ${journal}`, `Already exists - Entry number: ${entry}, Journal: ${journal}`],
};

export const inLanguage = (message: Message, language: Language): string => message[language === 'nl' ? 0 : 1];
