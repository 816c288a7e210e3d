import type { LedgerConfig } from '../../../../lib/ledgers/ledger';
import type { ApiAnswer, ApiCall, Call } from '../../../../lib/net/call';

export const config: LedgerConfig = { system: 'quickbooks-online', environment: 'sandbox', clientId: 'app', company: '9130350000000001' };
export const traits = {
  homeCurrency: 'EUR', multiCurrency: true, customTxnNumbers: true, classTracking: 'line', taxModel: 'global', country: 'IE', departments: false, trackingByCustomer: true, billableExpenses: true,
  warnDuplicateBillNumber: false, usesProjects: true, edition: 'QuickBooks Online Plus',
} as const;

export const answer = (status: number, body: unknown, contentType = 'application/json'): ApiAnswer => ({
  status, headers: new Headers({ 'content-type': contentType }), contentType, text: typeof body === 'string' ? body : JSON.stringify(body),
});

const time = '2026-11-10T02:00:00.000-08:00';
export const ok = (body: object): ApiAnswer => answer(200, { ...body, time });
export const rows = (entity: string, ...found: object[]): ApiAnswer => ok({ QueryResponse: found.length === 0 ? {} : { [entity]: found, startPosition: 1, maxResults: found.length } });
export const fault = (status: number, code: string, Detail = '', Message = 'Said', element = ''): ApiAnswer => withTime(status, { Fault: { Error: [{ Message, Detail, code, element }], type: 'ValidationFault' } });
const withTime = (status: number, body: object): ApiAnswer => answer(status, { ...body, time });

/** A `Call` that gives these answers in turn, and keeps what was asked. */
export function scripted(...answers: ApiAnswer[]): { call: Call; asked: ApiCall[] } {
  const asked: ApiCall[] = [];
  const left = [...answers];
  const call: Call = (request) => {
    asked.push(request);
    const next = left.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error(`No answer for ${request.method} ${request.url}`));
  };
  return { call, asked };
}

/** A stored invoice; every field of a transaction that is read has a value. */
export const invoice = (change: object = {}): object => ({
  Id: '12', SyncToken: '0', DocNumber: '1001', TxnDate: '2026-11-03', DueDate: '2026-12-03', PrivateNote: 'Website', CurrencyRef: { value: 'EUR' }, CustomerRef: { value: '58', name: 'Brouwerij' },
  TotalAmt: 121, Balance: 121, TxnTaxDetail: { TotalTax: 21 }, MetaData: { CreateTime: '2026-11-03T02:00:00-08:00', LastUpdatedTime: '2026-11-03T02:00:00-08:00' },
  Line: [{ Id: '1', LineNum: 1, Amount: 100, Description: 'Work', DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' }, TaxCodeRef: { value: '5' } } }], ...change,
});
