import { foldText, foldedWords } from '../model/words';

/** Codes that differ by leading zeros, spaces and points alone are one: "0 4.555" is "4555". */
export const plainCode = (code: string): string => foldText(code).replace(/[\s.\-_/]+/g, '').replace(/^0+(?=.)/, '');

/** Words that say nothing of what an account or a unit is. */
const empty = new Set(['de', 'het', 'en', 'van', 'the', 'of', 'and', 'a', 'for', 'der', 'die', 'und', 'le', 'la', 'et', 'des']);

/** A name as it is compared with others. */
interface Profile {
  /** Its words in order of the alphabet. */
  text: string;
  /** How its words begin: names that share no beginning are not compared further. */
  beginnings: readonly string[];
  /** How often each pair of letters stands in its words. */
  pairs: ReadonlyMap<string, number>;
  count: number;
}

/** Thousands of names are compared with each other: what they are made of is reckoned once. */
const profiles = new Map<string, Profile>();
const mostProfiles = 20_000;

function profileOf(name: string): Profile {
  const known = profiles.get(name);
  if (known) return known;
  const words = foldedWords(name).filter((word) => !empty.has(word)).sort();
  const pairs = new Map<string, number>();
  let count = 0;
  for (const word of words.map((each) => ` ${each} `)) {
    for (let index = 0; index < word.length - 1; index += 1, count += 1) {
      const pair = word.slice(index, index + 2);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  const profile = { text: words.join(' '), beginnings: words.map((word) => word.slice(0, 3)), pairs, count };
  if (profiles.size >= mostProfiles) profiles.clear();
  profiles.set(name, profile);
  return profile;
}

/** How much two names have in common, from 0 to 1: pairs of letters of their folded words, in whatever order. Pure. */
export function likeness(a: string, b: string): number {
  const [first, second] = [profileOf(a), profileOf(b)];
  if (first.count === 0 || second.count === 0) return 0;
  if (first.text === second.text) return 1;
  if (!first.beginnings.some((beginning) => second.beginnings.includes(beginning))) return 0;
  let shared = 0;
  for (const [pair, times] of first.pairs) shared += Math.min(times, second.pairs.get(pair) ?? 0);
  return (2 * shared) / (first.count + second.count);
}
