import type { Fix, Problem } from '../../model/problem';
import type { CallFailure, FailureKind } from '../../net/failure';
import { causes, fixes, type Cause } from './catalogue';
import { readRaw, type RawLine } from './faults';

/** A failure in the user's terms: cause, cure and button. What no row knows is shown as it was said, with a way to try again. */
export function explain(failure: CallFailure): Problem {
  const raw = failure.detail.raw?.trim() ?? '';
  const said = failure.kind === 'refused' || failure.kind === 'forbidden' ? readRaw(raw).flatMap(findingOf) : [];
  const known = said.filter(({ code }) => code !== unknownCode);
  const [first] = known.length > 0 ? known : failure.kind === 'refused' ? said : [];
  if (!first) return { ...plain(failure), ...(raw !== '' && { raw }) };
  return {
    code: first.code,
    message: distinct(said.map(({ message }) => message)).join(' '),
    detail: distinct(said.map(({ detail }) => detail)).join(' '),
    raw,
    fixes: withBest([...said.flatMap((finding) => finding.fixes), fixes.retry]),
  };
}

interface Finding {
  code: string;
  message: string;
  detail: string;
  fixes: readonly Fix[];
}

const unknownCode = 'ledger-refused';
const unknownDetail = 'These are QuickBooks’ own words. Correct what they name, in the document or in the mappings, then send again.';

const fits = ({ faults, element, words }: Cause, line: RawLine): boolean =>
  faults.includes(line.code) && (element?.test(line.element) ?? true) && (words?.test(line.words) ?? true);

const ended = (sentence: string): string => (/[.?!]$/.test(sentence) ? sentence.replace(/\.+$/, '.') : `${sentence}.`);

function findingOf(line: RawLine): Finding[] {
  const cause = causes.find((candidate) => fits(candidate, line));
  if (cause) return [{ code: cause.code, message: ended(cause.message(line)), detail: cause.detail, fixes: cause.fixes }];
  return line.words === '' ? [] : [{ code: unknownCode, message: ended(`QuickBooks Online refused this: ${line.words}`), detail: unknownDetail, fixes: [fixes.retry, fixes.openHost, fixes.openLedger] }];
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** Each fix once, under the first label it was given; the first one is the best guess. */
const withBest = (wanted: readonly Fix[]): Fix[] =>
  wanted.filter((fix, index) => wanted.findIndex(({ id }) => id === fix.id) === index).map((fix, index) => (index === 0 ? { ...fix, best: true } : fix));

const { retry, signIn, refresh, connections, openLedger, openHost } = fixes;

/** Failures whose kind says all there is to say. */
const kinds: Readonly<Record<FailureKind, { code: string; detail?: string; fixes: readonly Fix[] }>> = {
  'limit': { code: 'ledger-limit', detail: 'QuickBooks Online allows so many calls a minute for each company, and adds one name at a time. It goes on by itself.', fixes: [retry] },
  'sign-in': { code: 'sign-in-needed', detail: 'The sign-in has ended, or the user who connected has lost access to the company.', fixes: [signIn] },
  'offline': { code: 'offline', detail: 'It goes on by itself as soon as there is a connection.', fixes: [retry] },
  'no-answer': { code: 'no-answer', detail: 'What may have arrived is looked up first: nothing is booked twice.', fixes: [retry] },
  'unreadable': { code: 'unreadable', detail: 'Something between this browser and QuickBooks may have answered instead. Try again, and see that QuickBooks can be opened.', fixes: [retry, openLedger] },
  'trouble': { code: 'ledger-trouble', detail: 'Nothing is wrong with the document.', fixes: [retry] },
  'refused': { code: unknownCode, detail: 'It gave no reason. Try again, or look at the document.', fixes: [retry, openHost] },
  'forbidden': { code: 'ledger-forbidden', detail: 'The user or the app lacks a right, or the plan of the company a feature.', fixes: [signIn, connections, retry] },
  'absent': { code: 'ledger-absent', detail: 'It may have been deleted in QuickBooks Online, or a mapping points to what is no longer there.', fixes: [refresh, openLedger, retry] },
  'stale': { code: 'ledger-changed', detail: 'Nothing was written, so as not to overwrite it. Trying again begins with reading it.', fixes: [retry, openLedger] },
  'used': { code: 'ledger-refused', detail: 'Nothing was booked by this request. Trying again makes a new one.', fixes: [retry] },
};

function plain(failure: CallFailure): Problem {
  const { fixes: wanted, ...words } = kinds[failure.kind];
  return { ...words, message: ended(failure.message), fixes: withBest(wanted) };
}
