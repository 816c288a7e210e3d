import type { Fix, FixAction, Problem } from '../../model/problem';
import type { CallFailure, FailureKind } from '../../net/failure';

/** What Scoro's API answers when it gives nothing or takes nothing, and what that means to a user. */

const fix = (id: string, label: string, action: FixAction): Fix => ({ id, label, action });
const retry = fix('retry', 'Try again', { type: 'retry' });
const connections = fix('connections', 'Connections', { type: 'open-options', route: '#/connections' });
const mappings = fix('open-mappings', 'Open mappings', { type: 'open-options', route: '#/mappings' });
const requests = fix('open-requests', 'See the request', { type: 'open-options', route: '#/requests' });
const openHost = fix('open-host', 'Open in Scoro', { type: 'open-host' });
const openLedger = fix('open-ledger', 'Open in the ledger', { type: 'open-ledger' });

interface Cause {
  code: string;
  words: RegExp;
  message: string;
  detail: string;
  fixes: readonly Fix[];
}

/** Refusals by their words, which are English: each call asks for that language. The first that fits holds. */
const causes: readonly Cause[] = [
  {
    code: 'host-entity', words: /company[ _]?account/i, message: 'Scoro does not know this company account.',
    detail: 'The site has several entities, or the name is spelt otherwise: it stands under Settings, Site settings, Integrations, Scoro API. Correct it in the connection.', fixes: [connections, retry],
  },
  {
    code: 'host-bookmark', words: /\bbookmark\b.*(not found|by its number)/i, message: 'Scoro does not have this bookmark any more.',
    detail: 'Nothing was listed instead. Choose another bookmark for the connection, or none.', fixes: [connections, retry],
  },
  {
    code: 'host-currency', words: /currency .*(not active|does not match)|inactive currency/i, message: 'Scoro does not take this currency.',
    detail: 'Switch it on in Scoro’s settings, or see that the payment is in the currency of the document.', fixes: [retry, openHost],
  },
  {
    code: 'receipt-too-large', words: /exceeds the open sum|sum does not match|sum is not valid/i, message: 'Scoro does not take the amount of the payment.',
    detail: 'More was paid than is open in Scoro; a receipt may have been entered there by hand. Look at the document’s receipts.', fixes: [openHost, openLedger, retry],
  },
  {
    code: 'host-value-missing', words: /(field|parameter) \S+ is required|is required|mandatory/i, message: 'Scoro misses a value.',
    detail: 'Its own words name the field. Fill it where the record comes from, then try again.', fixes: [openLedger, openHost, retry],
  },
  {
    code: 'host-fixed', words: /cannot be changed|is for persons|is locked|not editable/i, message: 'Scoro does not let this be changed.',
    detail: 'Change it in Scoro yourself, or leave it as it is and dismiss this.', fixes: [openHost, retry],
  },
  {
    code: 'host-reference-missing', words: /not found|does not exist|no such/i, message: 'Scoro does not have something that the record refers to.',
    detail: 'It may have been deleted there since it was mapped. Map it anew, then try again.', fixes: [mappings, retry],
  },
  {
    code: 'host-value-wrong', words: /^(field|parameter) \S+/i, message: 'Scoro does not take a value.',
    detail: 'Its own words name the field. Correct it where the record comes from, then try again.', fixes: [openLedger, openHost, retry],
  },
  {
    code: 'host-request-wrong', words: /unknown (module|action|filter|api|parameter)|missing parameter|request (body|is empty)|object id|session cookie|filter \S+:|date is not valid|invalid date|^receipt:/i,
    message: 'Scoro did not understand the request.',
    detail: 'The site may lack this part of the API, or this is a fault of the extension. Please report it, with the support bundle of the Requests page.', fixes: [requests, retry],
  },
];

interface Words {
  code: string;
  message?: string;
  detail: string;
  fixes: readonly Fix[];
}

/** Failures whose kind says all there is to say; with no message of its own the failure's stands. */
const kinds: Readonly<Record<FailureKind, Words>> = {
  'limit': { code: 'host-limit', detail: 'Scoro allows so many calls in two seconds and in a day, for the whole site. It goes on by itself. A plan with more calls can be stated in the connection.', fixes: [retry, connections] },
  'sign-in': { code: 'host-access', message: 'Scoro does not accept the API key.', detail: 'It may have been renewed, or belong to another site. Copy it from Settings, Site settings, Integrations, Scoro API into the connection.', fixes: [connections, retry] },
  'offline': { code: 'offline', detail: 'It goes on by itself as soon as there is a connection.', fixes: [retry] },
  'no-answer': { code: 'host-trouble', detail: 'Nothing was sent. Try again; if the site cannot be opened in a tab either, it is down.', fixes: [retry] },
  'unreadable': { code: 'host-unreadable', detail: 'Nothing was sent. A web page comes from a wrong site address, or from something between this browser and Scoro: see that the address of the connection is that of your Scoro.', fixes: [connections, retry] },
  'trouble': { code: 'host-trouble', detail: 'Nothing was sent, and nothing is wrong with the document. Try again in some minutes.', fixes: [retry] },
  'refused': { code: 'host-refused', detail: 'These are Scoro’s own words. Correct what they name in Scoro, then try again.', fixes: [retry, openHost, requests] },
  'forbidden': { code: 'host-access', detail: 'The API key’s user lacks a right, or the site’s plan this part of the API. Give the right in Scoro, or enter another key.', fixes: [connections, retry] },
  'absent': { code: 'document-absent', message: 'Scoro has no such document any more.', detail: 'It may have been deleted, or belong to another entity. Dismiss this if it is to stay away.', fixes: [retry, openLedger] },
  'stale': { code: 'host-trouble', detail: 'It was changed in the meantime. Trying again begins with reading it.', fixes: [retry] },
  'used': { code: 'host-trouble', detail: 'Trying again makes a new request.', fixes: [retry] },
};

const withBest = (fixes: readonly Fix[]): Fix[] => fixes.map((each, index) => (index === 0 ? { ...each, best: true } : each));

/** A failure of Scoro in the user's terms: cause, cure and button. Pure. */
export function explain(failure: CallFailure): Problem {
  const raw = failure.detail.raw?.trim() ?? '';
  const words: Words = (failure.kind === 'refused' && causes.find((cause) => cause.words.test(raw === '' ? failure.message : raw))) || kinds[failure.kind];
  return { code: words.code, message: words.message ?? failure.message, detail: words.detail, ...(raw && { raw }), fixes: withBest(words.fixes) };
}
