/** Longer ones are cut: what is searched for is typed by somebody. */
const longest = 40;
/** So that a name of a thousand words does not make a thousand entries. */
const most = 24;

/** Text as it is compared when searching: no accents, no case, no widths ("Café ＡＢ" is "cafe ab"). */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l').replaceAll('æ', 'ae').replaceAll('œ', 'oe').replaceAll('đ', 'd').trim();

/** The words of a text as they are compared when searching, each once. */
export function foldedWords(text: string): string[] {
  const words = foldText(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return [...new Set(words.map((word) => [...word].slice(0, longest).join('')))].slice(0, most);
}
