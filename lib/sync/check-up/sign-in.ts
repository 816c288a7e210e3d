import type { Finding } from '../../model/check-up';
import type { CheckFacts } from './facts';
import { ok, signInFix, unknown, wrong } from './finding';

const id = 'sign-in';
const title = 'Sign-in';

/** Is the access to the ledger good, and may its company be used? Seen by a call, not by the token's age. */
export function checkSignIn({ connection, look, ledgerName }: CheckFacts): Finding {
  const { state, trouble, user, companyName } = connection;
  if (state === 'sign-in-needed') return wrong(id, title, trouble || `${ledgerName} asks for a new sign-in.`, { fixes: [signInFix()] });
  if (state === 'not-connected') return wrong(id, title, 'It is not connected.', { fixes: [signInFix('Connect')] });
  if (look.signInTrouble) return wrong(id, title, look.signInTrouble, { fixes: [signInFix()] });
  if (look.companyTrouble) return unknown(id, title, look.companyTrouble);
  if (!look.company) return unknown(id, title, `It was not tried yet whether ${ledgerName} still takes the sign-in.`);
  if (look.company.unusable) return wrong(id, title, `${look.company.name}: ${look.company.unusable}`, { fixes: [signInFix('Connect again')] });
  return ok(id, title, `${ledgerName} takes it${user && user !== companyName ? `, as ${user}` : ''}, and ${look.company.name} can be used.`);
}
