import type { HostSetting, HostSettingId } from '../../hosts/survey';
import type { Finding } from '../../model/check-up';
import { isResolved, resolvePlain } from '../../mapping/resolve';
import type { Fix } from '../../model/problem';
import { mapFixes, openHostFix, problem } from '../problems';
import { defaultAccountFixes, hasDefaultAccount } from './default-accounts';
import { sidesOf, type CheckFacts } from './facts';
import { ok, unknown, warning, wrong } from './finding';

type Needed = (facts: CheckFacts) => boolean;

/** Which settings matter to what goes over, and what comes of it where one is off. */
const needs: Readonly<Record<HostSettingId, { needed: Needed; without: (facts: CheckFacts) => string }>> = {
  'line-tax': { needed: () => true, without: () => 'Every line then has the rate of its document: one with several rates cannot be made.' },
  'line-accounts': { needed: () => true, without: () => 'Every line is then booked on the default account of its side.' },
  'product-groups': { needed: ({ makesItems, table }) => makesItems && table.items('itemGroup').length > 0, without: () => 'Every new item then gets the default item group.' },
  'product-codes': { needed: ({ makesItems, itemsNeedCode }) => makesItems && itemsNeedCode, without: ({ ledgerName }) => `${ledgerName} knows items by their code: products without one cannot become items.` },
};

/** Do the defaults make good for what a setting that is off leaves out? */
function isMadeGood(setting: HostSetting, facts: CheckFacts): boolean {
  const { table } = facts;
  if (setting.id === 'product-codes') return false;
  if (setting.id === 'product-groups') return isResolved(resolvePlain(table, 'itemGroup', null, { defaults: ['*'], ledgerDefault: true }));
  if (setting.id === 'line-accounts') return sidesOf(facts).every((side) => hasDefaultAccount(facts, side));
  return true;
}

/** The defaults that would make good for it, to be chosen right there. */
function defaultFixes({ id }: HostSetting, facts: CheckFacts): Fix[] {
  if (id === 'product-groups') return mapFixes('itemGroup', '*', [], facts.table.items('itemGroup'));
  return id === 'line-accounts' ? sidesOf(facts).flatMap((side) => defaultAccountFixes(facts, side)) : [];
}

/** The settings of the host that the books rely on, as its data shows them. They cannot be read, nor switched from here. */
export function checkSettings(facts: CheckFacts): Finding {
  const { hostName, look } = facts;
  const id = 'settings';
  const title = `Settings of ${hostName}`;
  if (!look.survey) return unknown(id, title, look.surveyTrouble ?? `${hostName} was not looked at yet.`);
  const needed = look.survey.settings.filter((setting) => needs[setting.id].needed(facts));
  const off = needed.filter(({ seen }) => seen === 'off');
  const untold = needed.filter(({ seen }) => seen === 'untold');
  const on = needed.filter(({ seen }) => seen === 'on').map(({ id: setting, name, evidence }) => (setting.startsWith('product-') ? `${name} (${evidence.replace(/\.$/, '')})` : name));
  const rest = [on.length > 0 ? `On: ${on.join(', ')}.` : '', untold.length > 0 ? `Cannot be told yet: ${untold.map(({ name, evidence }) => `${name} (${evidence.replace(/\.$/, '')})`).join(', ')}.` : ''].filter(Boolean).join(' ');
  if (off.length > 0) {
    const openSite = { ...openHostFix(hostName), label: `Open ${hostName}` };
    const items = off.map((setting) => {
      const made = isMadeGood(setting, facts);
      const words = `${setting.evidence} ${needs[setting.id].without(facts)}`;
      return problem(`setting-${setting.id}`, `“${setting.name}” seems to be switched off.`, [...(made ? [] : defaultFixes(setting, facts)), openSite], `${words} Switch it on in the site settings of ${hostName}.`);
    });
    return (off.every((setting) => isMadeGood(setting, facts)) ? warning : wrong)(id, title, rest, { items });
  }
  return (untold.length > 0 ? unknown : ok)(id, title, rest);
}
