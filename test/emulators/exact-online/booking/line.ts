import Big from 'big.js';
import type { Scope } from '../state';
import { messages } from '../texts';
import { amountText, big, cents, padVatCode, trimmed, type Row } from '../values';
import type { Problems } from './problems';
import type { Side } from './side';
import { findVatCode, percentageOn, vatCodeProblem, vatOf } from './vat';

/** What a line takes from its entry. */
export interface LineContext {
  side: Side;
  relation: Row | undefined;
  date: number;
  /** Company currency for one unit of the entry's. */
  rate: Big;
  problems: Problems;
}

/** Cash, bank, receivables, payables and VAT keep their own books: nothing may be booked on them by hand. */
const controlAccounts = [10, 12, 14, 16, 20, 22, 24];

function glAccountOf(scope: Scope, line: Row, { side, relation, problems }: LineContext): Row | undefined {
  const id = line['GLAccount'] ?? relation?.[side.glAccountOf];
  if (id == null) {
    problems.add(messages.mandatory('glAccount'));
    return undefined;
  }
  const account = scope.company.glAccounts.find((row) => row['ID'] === id);
  if (!account) problems.add(messages.unknownReference('glAccount'));
  else if (account['IsBlocked']) problems.add(messages.blocked('glAccount'));
  else if (controlAccounts.includes(Number(account['Type']))) problems.add(messages.glAccountType);
  return account;
}

function vatCodeOf(scope: Scope, line: Row, account: Row | undefined, { side, relation, problems }: LineContext): Row | null {
  if (line['VATCode'] === '') {
    problems.add(messages.vatNotAllowed);
    return null;
  }
  const code = line['VATCode'] ?? account?.['VATCode'] ?? relation?.[side.vatCodeOf];
  if (code == null) return null;
  const found = findVatCode(scope.company, String(code));
  const problem = vatCodeProblem(found, side.vatSide);
  if (problem) problems.add(problem);
  return found ?? null;
}

/** 0 optional, 1 mandatory, 2 no. */
function checkAnalysis(use: unknown, value: string, list: readonly Row[], noun: 'costCentre' | 'costUnit', { date, problems }: LineContext): Row | null {
  if (value === '') {
    if (Number(use) === 1) problems.add(messages.mandatory(noun));
    return null;
  }
  if (Number(use) === 2) {
    problems.add(noun === 'costCentre' ? messages.invalid('costCentreLink') : messages.notAllowed('costUnit'));
    return null;
  }
  const found = list.find((row) => trimmed(row['Code']) === value);
  const ended = found?.['EndDate'] != null && Number(found['EndDate']) < date;
  if (!found || ended) problems.add(messages.unknownReference(noun));
  return found ?? null;
}

/** A line as it will be booked: VAT reckoned, descriptions filled in. What is wrong with it goes to the problems. */
export function bookLine(scope: Scope, line: Row, context: LineContext): Row {
  const { company } = scope;
  const account = glAccountOf(scope, line, context);
  const vatCode = vatCodeOf(scope, line, account, context);
  const amount = big(line['AmountFC']);
  const given = line['VATAmountFC'] == null ? null : big(line['VATAmountFC']);
  const amounts = vatOf(company, vatCode, amount, given, context.date);
  if (!('net' in amounts)) context.problems.add(amounts);
  const { net, vat } = 'net' in amounts ? amounts : { net: cents(amount), vat: new Big(0) };
  const costCentre = checkAnalysis(account?.['UseCostcenter'], trimmed(line['CostCenter'] ?? account?.['Costcenter']), company.costcenters, 'costCentre', context);
  const costUnit = checkAnalysis(account?.['UseCostunit'], trimmed(line['CostUnit'] ?? account?.['Costunit']), company.costunits, 'costUnit', context);
  const project = line['Project'] == null ? null : company.projects.find((row) => row['ID'] === line['Project']);
  if (project === undefined || project?.['BlockEntry']) context.problems.add(messages.unknownReference('project'));
  return {
    ...line,
    GLAccount: account?.['ID'] ?? null,
    GLAccountCode: account?.['Code'] ?? null,
    GLAccountDescription: account?.['Description'] ?? null,
    VATCode: vatCode ? padVatCode(String(vatCode['Code'])) : null,
    VATCodeDescription: vatCode?.['Description'] ?? null,
    VATPercentage: vatCode ? percentageOn(company, vatCode, context.date).toFixed() : null,
    AmountFC: amountText(net),
    AmountDC: amountText(cents(net.times(context.rate))),
    VATAmountFC: amountText(vat),
    VATAmountDC: amountText(cents(vat.times(context.rate))),
    CostCenter: costCentre?.['Code'] ?? null,
    CostCenterDescription: costCentre?.['Description'] ?? null,
    CostUnit: costUnit?.['Code'] ?? null,
    CostUnitDescription: costUnit?.['Description'] ?? null,
    Project: project?.['ID'] ?? null,
    ProjectDescription: project?.['Description'] ?? null,
    Division: company.code,
  };
}
