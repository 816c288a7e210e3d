import type { Finding } from '../../model/check-up';
import { checkAccess } from './access';
import { checkAccounts } from './accounts';
import { checkBudget } from './budget';
import { checkCompany } from './company';
import { checkCurrencies } from './currencies';
import type { CheckFacts } from './facts';
import { checkItemGroups } from './item-groups';
import { checkJournals } from './journals';
import { checkPaymentTerms } from './payment-terms';
import { checkPeriods } from './periods';
import { checkReference } from './reference';
import { checkRights } from './rights';
import { checkSettings } from './settings';
import { checkSignIn } from './sign-in';
import { checkTaxCodes } from './tax-codes';
import { checkUnits } from './units';

/** One for each precondition; null for one that this pair of systems does not have. */
const checks: readonly ((facts: CheckFacts) => Finding | null)[] = [
  checkSignIn, checkAccess, checkReference, checkCompany, checkRights, checkSettings, checkTaxCodes, checkAccounts, checkJournals, checkPeriods, checkCurrencies, checkItemGroups, checkUnits, checkPaymentTerms, checkBudget,
];

/** What the check-up says, in the order it is shown. Pure: the same facts give the same findings. */
export const findingsOf = (facts: CheckFacts): Finding[] => checks.flatMap((check) => check(facts) ?? []);
