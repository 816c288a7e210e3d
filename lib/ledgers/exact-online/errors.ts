import type { Fix, Problem } from '../../model/problem';
import type { CallFailure, FailureKind } from '../../net/failure';
import { causes, topicCauses } from './catalogue';
import type { Cause } from './causes';
import { fixes } from './fixes';
import { readLine, topicOf, withoutTopic, type Prefix } from './wording';

export { withoutTopic } from './wording';

/** A failure in the user's terms: cause, cure and button. Text that no row knows is shown as it is, with what it was about. */
export function explain(failure: CallFailure): Problem {
  const raw = failure.detail.raw?.trim() ?? '';
  const said = failure.kind === 'refused' ? linesOf(raw) : [];
  if (said.length === 0) return { ...plain(failure), ...(raw !== '' && { raw }) };
  const findings = said.map((line) => explainLine(line, failure.detail.endpoint));
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
const linesOf = (raw: string): string[] => raw.split(/\r?\n|<br ?\/?>/i).map(withoutTopic).filter((line) => line !== '');

function explainLine(line: string, endpoint: string | undefined): Finding {
  const { prefix, subject } = readLine(line);
  const cause = causes.find((candidate) => fits(candidate, prefix, subject, line));
  if (cause) return { code: cause.code, message: ended(cause.message(subject)), detail: cause.detail, fixes: cause.fixes };
  const topic = topicOf(line);
  if (topic) {
    const { code, what, detail, fixes: wanted } = topicCauses[topic];
    return { code, message: ended(`Exact Online refused ${what}: ${line}`), detail, fixes: wanted };
  }
  const what = endpoint === undefined ? 'this' : (records[endpoint] ?? 'this');
  return {
    code: unknownCode, message: ended(`Exact Online refused ${what}: ${line}`), fixes: [fixes.openHost, fixes.mappings, fixes.openLedger],
    detail: 'These are Exact Online’s own words. Correct what they name, in the document or in the mappings, then send again.',
  };
}

/** What was being written, by endpoint: for words that nobody knows. */
const records: Readonly<Record<string, string>> = {
  'salesentry/SalesEntries': 'the sales entry',
  'purchaseentry/PurchaseEntries': 'the purchase entry',
  'salesinvoice/SalesInvoices': 'the sales invoice',
  'salesinvoice/PrintedSalesInvoices': 'the printing of the sales invoice',
  'crm/Accounts': 'the customer or supplier',
  'logistics/Items': 'the item',
};

function fits(cause: Cause, prefix: Prefix | null, subject: string, line: string): boolean {
  if (!cause.prefixes) return cause.subject?.test(line) ?? false;
  return prefix !== null && cause.prefixes.includes(prefix) && (cause.subject?.test(subject) ?? true);
}

const ended = (sentence: string): string => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`);
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** Each fix once, under the first label it was given; the first one is the best guess. */
const withBest = (wanted: readonly Fix[]): Fix[] =>
  wanted.filter((fix, index) => wanted.findIndex(({ id }) => id === fix.id) === index).map((fix, index) => (index === 0 ? { ...fix, best: true } : fix));

const { retry, signIn, refresh, connections, openLedger, requests } = fixes;

/** Failures whose kind says all there is to say. */
const kinds: Readonly<Record<FailureKind, { code: string; detail?: string; fixes: readonly Fix[] }>> = {
  'limit': { code: 'ledger-limit', detail: 'Exact Online allows so many calls a minute and a day, for all users of the app together. It goes on by itself.', fixes: [retry] },
  'sign-in': { code: 'sign-in-needed', detail: 'The sign-in has ended, or somebody took it back in Exact Online. Sign in again; what waits goes on then.', fixes: [signIn] },
  'offline': { code: 'offline', detail: 'It goes on by itself as soon as there is a connection.', fixes: [retry] },
  'no-answer': { code: 'no-answer', detail: 'What may have arrived is looked up first: nothing is booked twice.', fixes: [retry] },
  'unreadable': { code: 'unreadable', detail: 'Something between this browser and Exact Online may have answered instead. Try again, and see that Exact Online can be opened.', fixes: [retry, openLedger] },
  'trouble': { code: 'ledger-trouble', detail: 'There is maintenance around 04:00 in the Netherlands. Nothing is wrong with the document.', fixes: [retry] },
  'refused': { code: unknownCode, detail: 'It gave no reason. Try again, or look at the request.', fixes: [retry, requests] },
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
