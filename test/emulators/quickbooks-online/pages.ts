import { messagePage } from './consent-page';
import { entityByName } from './entities';
import type { Environment } from './hosts';
import type { World } from './state';
import { text } from './values';

/** The record kinds behind the addresses of the web pages, and the parameter that holds the id. */
const kinds: Readonly<Record<string, { entity: string; parameter: string }>> = {
  invoice: { entity: 'Invoice', parameter: 'txnId' },
  creditmemo: { entity: 'CreditMemo', parameter: 'txnId' },
  bill: { entity: 'Bill', parameter: 'txnId' },
  vendorcredit: { entity: 'VendorCredit', parameter: 'txnId' },
  recvpayment: { entity: 'Payment', parameter: 'txnId' },
  billpayment: { entity: 'BillPayment', parameter: 'txnId' },
  refundreceipt: { entity: 'RefundReceipt', parameter: 'txnId' },
  customerdetail: { entity: 'Customer', parameter: 'nameId' },
  vendordetail: { entity: 'Vendor', parameter: 'nameId' },
  register: { entity: 'Account', parameter: 'accountId' },
};

/** The web pages that links lead to: each names its record and company. Without `companyId` the company is the one last used, here the first. */
export function page(world: World, environment: Environment, request: Request): Response {
  const url = new URL(request.url);
  const companies = world.companies(environment);
  const wanted = url.searchParams.get('companyId');
  const company = companies.find(({ realmId }) => wanted === null || realmId === wanted);
  const kind = kinds[/^\/app\/([a-z]+)$/.exec(url.pathname)?.[1] ?? ''];
  if (!company || !kind || !entityByName(kind.entity)) return messagePage('QuickBooks', 'This page could not be found.', 404);
  const record = company.all(kind.entity).find(({ Id }) => Id === url.searchParams.get(kind.parameter));
  if (!record) return messagePage('QuickBooks', 'This transaction has been deleted or does not exist.', 404);
  const name = text(record['DocNumber'] ?? record['DisplayName'] ?? record['Name'] ?? record.Id);
  return messagePage(`${kind.entity} ${name}`, text(company.companyInfo()['CompanyName']));
}
