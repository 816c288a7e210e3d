import { accountRules } from './accounts';
import { attachableRules } from './attachables';
import { documentRules } from './documents';
import { forms } from './form';
import { itemRules } from './items';
import { classRules, companyCurrencyRules, departmentRules, taxAgencyRules, termRules } from './lists';
import { customerRules, vendorRules } from './parties';
import { billPaymentRules, paymentRules } from './payments';
import type { Rules } from './rules';

const rules: Readonly<Record<string, Rules>> = {
  Customer: customerRules,
  Vendor: vendorRules,
  Item: itemRules,
  Account: accountRules,
  Class: classRules,
  Department: departmentRules,
  Term: termRules,
  TaxAgency: taxAgencyRules,
  CompanyCurrency: companyCurrencyRules,
  Payment: paymentRules,
  BillPayment: billPaymentRules,
  Attachable: attachableRules,
  ...Object.fromEntries(forms.map((form) => [form.entity, documentRules(form)])),
};

export function rulesOf(entity: string): Rules {
  const found = rules[entity];
  if (!found) throw new Error(`There are no rules for ${entity}`);
  return found;
}
