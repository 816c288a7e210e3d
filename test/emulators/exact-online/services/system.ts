import { divisions, me } from '../fields/system';
import type { Resource } from '../odata/resource';
import type { Scope } from '../state';
import { wallClock, type Row } from '../values';

const languages = { nl: ['nl-NL', 'NL'], en: ['en-GB', 'EN'] } as const;

function meOf({ world, user }: Scope): Row {
  const [first = '', ...rest] = user.name.split(' ');
  const [language, code] = languages[user.language];
  const now = world.clock.now();
  return {
    UserID: user.id, FullName: user.name, FirstName: first, LastName: rest.join(' '), UserName: user.email, Email: user.email,
    CurrentDivision: user.currentDivision, AccountingDivision: user.currentDivision, DossierDivision: null, Language: language, LanguageCode: code,
    Legislation: 1n, ServerTime: `/Date(${wallClock(now)})/`, ServerUtcOffset: (wallClock(now) - now) / 1000, PackageCode: 'PPE',
    IsClientUser: false, IsStarterUser: false, IsEmployeeSelfServiceUser: false, IsMyFirmLiteUser: false, IsMyFirmPortalUser: false, IsOEIMigrationMandatory: false,
  };
}

/** current/Me has no division; it is served apart from the company's resources. */
export const meResource: Resource = { table: me, rows: (scope) => [meOf(scope)], alwaysResults: true };

/** The divisions of the consent, whichever of them is asked. Deleting one is left out on purpose. */
export const divisionResource = (allowed: readonly number[]): Resource => ({
  table: { ...divisions, methods: new Set(['GET']) },
  rows: ({ world, user }) =>
    [...world.companies.values()].filter(({ code }) => allowed.includes(code)).map((company) => ({ ...company.info, Current: company.code === user.currentDivision })),
});
