/** Personal data that shows by its own form, wherever it stands in a text. Patterns without backtracking: the text is somebody else's. */
const forms: readonly [form: RegExp, cover: string][] = [
  [/[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g, '•••@•••'],
  // IBAN: country, check digits, groups of four with or without space.
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, 'IBAN •••'],
  // VAT numbers whose form is like nothing else.
  [/\b(?:NL\d{9}B\d{2}|BE ?[01]\d{9}|IT\d{11}|FR[A-Z0-9]{2}\d{9}|ATU\d{8}|CHE-?\d{3}\.?\d{3}\.?\d{3})\b/g, 'VAT number •••'],
  [/(?<![\w.])\+\d[\d ()./-]{6,20}\d/g, '+•••'],
];

/** A text with what is personal by its form covered: e-mail addresses, bank accounts, VAT and telephone numbers. */
export const maskText = (text: string): string => forms.reduce((masked, [form, cover]) => masked.replace(form, cover), text);

/** Fields of people and companies that a filter may name. */
const personalField = String.raw`(?:\w*Name|\w*Email\w*|\w*Phone\w*|Mobile|VATNumber|ChamberOfCommerce|\w*Address\w*|Postcode|PostalCode|City|IBAN|BankAccount\w*)`;
const literal = String.raw`'(?:[^'\\]|\\.|'')*'`;
const compared = new RegExp(String.raw`(\b${personalField}\s+(?:eq|ne|like|=|!=)\s*|\b${personalField}\s*=\s*)${literal}`, 'gi');
const listed = new RegExp(String.raw`(\b${personalField}\s+in\s*)\(\s*${literal}(?:\s*,\s*${literal})*\s*\)`, 'gi');
const called = new RegExp(String.raw`\b((?:substringof|startswith|endswith|contains|indexof|tolower|toupper)\()[^()]*`, 'gi');
const secretParameter = /([?&](?:api_?key|(?:user|access|refresh|id)?_?token|(?:client)?_?secret|code|password|signature|sig)=)[^&]*/gi;

/** The address without values that name people or give access: a filter's literals and secret parameters are cut. */
export function maskUrl(url: string): string {
  const parsed = new URL(url);
  const query = decoded(parsed.search).replace(secretParameter, '$1•••').replace(compared, "$1'•••'").replace(listed, "$1('•••')").replace(called, '$1•••');
  return maskText(`${parsed.origin}${parsed.pathname}${query}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}
