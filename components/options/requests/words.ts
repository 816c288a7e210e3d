import type { RequestRow } from '../../../lib/storage/rows';

const number = new Intl.NumberFormat();
export const count = (value: number): string => number.format(value);

/** What is left of minute and day, and whether it is our own count. Pure. */
export function leftWords({ minuteLeft, dayLeft, leftCounted }: Pick<RequestRow, 'minuteLeft' | 'dayLeft' | 'leftCounted'>): string {
  if (minuteLeft === null && dayLeft === null) return '–';
  const each = (value: number | null) => (value === null ? '–' : count(value));
  return `${each(minuteLeft)}, ${each(dayLeft)}${leftCounted ? ' *' : ''}`;
}

/** Method and resource, the document it was for, and which attempt it was. Pure. */
export const detailsOf = ({ method, endpoint, url, document, attempt }: RequestRow): string =>
  [`${method} ${endpoint ?? pathOf(url)}`, ofDocuments(document), attempt === undefined ? null : `attempt ${attempt}`].filter(Boolean).join(' · ');

const ofDocuments = (document: string | undefined): string | null => {
  const all = document?.split(', ') ?? [];
  return all.length > 1 ? `${count(all.length)} documents` : (all[0]?.replace('/', ' ') ?? null);
};

const pathOf = (url: string): string => URL.parse(url)?.pathname ?? url;

/** Everything that was kept of a call. Pure. */
export const wholeOf = ({ url, document, failure, requestBody, answerBody }: RequestRow): string =>
  [url, document?.includes(', ') && `For ${document}`, failure && `Failure: ${failure}`, requestBody && `Sent:\n${requestBody}`, answerBody && `Answered:\n${answerBody}`].filter(Boolean).join('\n\n');
