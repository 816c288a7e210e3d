import type { HostEntity } from '../../hosts/survey';
import type { Company } from '../../ledgers/ledger';
import type { Finding } from '../../model/check-up';
import { foldName } from '../../mapping/table';
import type { CheckFacts } from './facts';
import { ok, unknown, warning, wrong } from './finding';

const id = 'company';
const title = 'Entity and company';

/** Spaces, dots and dashes in a number are anybody's. */
const bare = (number: string): string => number.replace(/[^0-9a-z]/gi, '').toUpperCase();
/** Legal forms and marks say nothing of who it is. */
const plainName = (name: string): string => foldName(name).replace(/[.,]/g, '').replace(/\b(bv|nv|ltd|limited|gmbh|ag|oy|inc|llc|sarl|sa|as|ab|vof|cv)\b/g, '').replace(/\s+/g, ' ').trim();

interface Compared {
  what: string;
  host: string;
  ledger: string;
  agrees: boolean;
}

/** What both sides say of the company: each field that neither leaves out. Pure. */
export function comparedCompany(entity: HostEntity, company: Company): Compared[] {
  const pairs: [string, string, string, (text: string) => string][] = [
    ['VAT number', entity.vatNumber, company.vatNumber ?? '', bare],
    ['registration number', entity.registrationNumber, company.registrationNumber ?? '', bare],
    ['name', entity.name, company.name, plainName],
    ['country', entity.country, company.country.trim(), bare],
    ['currency', entity.currency, company.currency, bare],
  ];
  return pairs.filter(([, host, ledger]) => host.trim() !== '' && ledger.trim() !== '').map(([what, host, ledger, norm]) => ({ what, host, ledger, agrees: norm(host) === norm(ledger) }));
}

/** Is the ledger's company the host's entity? Numbers decide; a name may be written in many ways. */
export function checkCompany({ look, connection, hostName, ledgerName }: CheckFacts): Finding {
  const { survey, company } = look;
  const own = connection.host.companyAccountId;
  const foreign = survey && own && survey.entities.length > 0 && !survey.entities.includes(own);
  if (foreign) return wrong(id, title, `The documents looked at belong to "${survey.entities.join('", "')}", the connection is for "${own}". Correct the company account id in the settings.`);
  if (!survey) return unknown(id, title, look.surveyTrouble ?? `${hostName} was not looked at yet.`);
  if (!survey.entity) return unknown(id, title, `${hostName} does not tell which company the entity is.`);
  if (!company) return unknown(id, title, look.companyTrouble ?? `${ledgerName} was not asked yet which company it is.`);
  const compared = comparedCompany(survey.entity, company);
  if (compared.length === 0) return unknown(id, title, 'The two sides say nothing that could be compared.');
  const differ = compared.filter(({ agrees }) => !agrees);
  const numbers = compared.filter(({ what }) => what.endsWith('number'));
  const isSame = numbers.some(({ agrees }) => agrees);
  const differing = isSame ? differ.filter(({ what }) => what !== 'name') : differ;
  if (differing.length === 0) return ok(id, title, `${company.name}: ${compared.filter(({ agrees }) => agrees).map(({ what }) => what).join(', ')} ${compared.filter(({ agrees }) => agrees).length === 1 ? 'is' : 'are'} the same on both sides.`);
  const words = differing.map(({ what, host, ledger }) => `${what} ${host} in ${hostName}, ${ledger} in ${ledgerName}`).join('; ');
  const cure = ' If it is not, import settings that name the right one, then connect again.';
  const isOther = numbers.length > 0 && !isSame;
  const detail = `They differ: ${words}. ${isOther ? 'These look like two companies: documents would be booked in the wrong books.' : 'Make sure that this is the right company.'}${cure}`;
  return (isOther ? wrong : warning)(id, title, detail);
}
