import { ScoroError } from '../envelope';
import { spellingOf } from '../spelling';
import type { ScoroFinanceAccount, ScoroVatCode } from '../types';
import { listOf, viewOf, type Module } from './module';

function writeVatCode(code: ScoroVatCode): object {
  const { yes, decimal } = spellingOf('vatCodes');
  return {
    vat_code_id: code.id,
    vat_code: code.code,
    percent: decimal(code.percent),
    vat_name: code.name,
    is_sales: yes(code.isSales),
    is_purchases: yes(code.isPurchases),
    is_active: yes(code.isActive),
    is_not_applicable: yes(false),
  };
}

export const vatCodes: Module = {
  list: listOf(
    ({ site }) => site.state.vatCodes,
    { vat_code_id: { value: (row) => String(row.id) }, vat_code: { value: (row) => row.code } },
    writeVatCode,
  ),
  view: viewOf(
    ({ site }) => site.state.vatCodes,
    (row) => row.id,
    writeVatCode,
    new ScoroError('VAT code not found', 404),
  ),
};

function writeAccount(account: ScoroFinanceAccount): object {
  const { yes } = spellingOf('financeAccounts');
  return {
    id: account.id,
    account_symbol: account.symbol,
    name: account.name,
    parent_id: 0,
    parent_name: null,
    is_active: yes(account.isActive),
    is_sales_account: yes(account.isSales),
    is_purchases_account: yes(account.isPurchases),
    created_date: '2026-01-01 00:00:00',
    modified_date: '2026-01-01 00:00:00',
  };
}

export const financeAccounts: Module = {
  list: listOf(
    ({ site }) => site.state.financeAccounts,
    { id: { value: (row) => String(row.id) }, account_symbol: { value: (row) => row.symbol } },
    writeAccount,
  ),
  view: viewOf(
    ({ site }) => site.state.financeAccounts,
    (row) => row.id,
    writeAccount,
    new ScoroError('Finance account not found', 404),
  ),
};
