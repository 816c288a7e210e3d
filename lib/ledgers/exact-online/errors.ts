import type { Fix, Problem } from '../../model/problem';
import type { CallFailure, FailureKind } from '../../net/failure';
import { causes, fixes, prefixPatterns, type Cause, type Prefix } from './catalogue';

/** A failure in the user's terms: cause, cure and button. Text that no row knows is shown as it is, with a way to try again. */
export function explain(failure: CallFailure): Problem {
  const raw = failure.detail.raw?.trim() ?? '';
  const said = failure.kind === 'refused' ? linesOf(raw) : [];
  if (said.length === 0) return { ...plain(failure), ...(raw !== '' && { raw }) };
  const findings = said.map(explainLine);
  return {
    code: (findings.find((finding) => finding.code !== unknownCode) ?? findings[0])?.code ?? unknownCode,
    message: distinct(findings.map((finding) => finding.message)).join(' '),
    detail: distinct(findings.map((finding) => finding.detail)).join(' '),
    raw,
    fixes: withBest([...findings.flatMap((finding) => finding.fixes), fixes.retry]),
  };
}

interface Finding {
  code: string;
  message: string;
  detail: string;
  fixes: readonly Fix[];
}

const unknownCode = 'ledger-refused';

/** Several failures come as several lines in one text. */
const linesOf = (raw: string): string[] => raw.split(/\r?\n/).map(withoutTopic).filter((line) => line !== '');

/** Messages of the XML route are led by their topic: `Onderwerp [GLTransactions] …`. */
const withoutTopic = (line: string): string => line.trim().replace(/^(?:onderwerp|subject|topic) ?\[[^\]]*\]\s*[:\-–]?\s*/i, '');

function explainLine(line: string): Finding {
  const { prefix, subject } = readLine(line);
  const cause = causes.find((candidate) => fits(candidate, prefix, subject, line));
  if (!cause) return { code: unknownCode, message: `Exact Online refused this: ${line}`, detail: '', fixes: [] };
  return { code: cause.code, message: cause.message(subject), detail: cause.detail, fixes: cause.fixes };
}

/** Splits "Verplicht: Dagboek", and "Mandaat referentie: Bestaat reeds" just as well. */
export function readLine(line: string): { prefix: Prefix | null; subject: string } {
  for (const { prefix, before, after } of prefixPatterns) {
    const match = before.exec(line) ?? after.exec(line);
    if (match) return { prefix, subject: (match[1] ?? '').trim() };
  }
  return { prefix: null, subject: '' };
}

function fits(cause: Cause, prefix: Prefix | null, subject: string, line: string): boolean {
  if (!cause.prefixes) return cause.subject?.test(line) ?? false;
  return prefix !== null && cause.prefixes.includes(prefix) && (cause.subject?.test(subject) ?? true);
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** Each fix once, the first one as the best guess. */
const withBest = (wanted: readonly Fix[]): Fix[] =>
  [...new Map(wanted.map((fix) => [fix.id, fix])).values()].map((fix, index) => (index === 0 ? { ...fix, best: true } : fix));

const { retry, signIn, refresh, connections, openLedger } = fixes;

/** Failures whose kind says all there is to say. */
const kinds: Readonly<Record<FailureKind, { code: string; detail?: string; fixes: readonly Fix[] }>> = {
  'limit': { code: 'ledger-limit', detail: 'Exact Online allows so many calls a minute and a day, for all users of the app together.', fixes: [retry] },
  'sign-in': { code: 'sign-in-needed', fixes: [signIn] },
  'offline': { code: 'offline', fixes: [retry] },
  'no-answer': { code: 'no-answer', fixes: [retry] },
  'unreadable': { code: 'unreadable', fixes: [retry, openLedger] },
  'trouble': { code: 'ledger-trouble', detail: 'There is maintenance around 04:00 in the Netherlands. Nothing is wrong with the document.', fixes: [retry] },
  'refused': { code: unknownCode, fixes: [retry] },
  'forbidden': {
    code: 'ledger-forbidden',
    detail: 'The user or the app lacks a right, the company a module, or the record is gone.',
    fixes: [signIn, connections, retry],
  },
  'stale': { code: 'ledger-changed', detail: 'Nothing was written, so as not to overwrite it. Trying again begins with reading it.', fixes: [retry, openLedger] },
  'used': { code: 'refused', detail: 'Nothing was booked by this request. Trying again makes a new one.', fixes: [retry] },
  'absent': { code: 'ledger-absent', detail: 'It may have been deleted in Exact Online, or a mapping points to what is no longer there.', fixes: [refresh, openLedger, retry] },
};

function plain(failure: CallFailure): Problem {
  const { fixes: wanted, ...words } = kinds[failure.kind];
  return { ...words, message: failure.message, fixes: withBest(wanted) };
}
