import { ScoroError } from '../envelope';
import type { ScoroProject, ScoroUser, SiteSettings } from '../types';
import { listOf, viewOf, type Module } from './module';

function writeUser(user: ScoroUser): object {
  return {
    id: user.id,
    username: user.username,
    firstname: user.firstname,
    lastname: user.lastname,
    full_name: `${user.firstname} ${user.lastname}`,
    initials: `${user.firstname[0]}${user.lastname[0]}`,
    email: user.email,
    status: user.status,
    category: 'user',
    role_id: 1,
    user_groups_ids: [],
    timezone: 'Europe/Amsterdam',
    modified_date: '2026-10-01T08:00:00+02:00',
  };
}

/** The `settings` of a user are the one place that names the site's entities. */
export const users = (entities: readonly string[]): Module => ({
  list: listOf(
    ({ site }) => site.state.users,
    { id: { value: (row) => String(row.id) }, email: { value: (row) => row.email }, status: { value: (row) => row.status } },
    writeUser,
  ),
  view: viewOf(
    ({ site }) => site.state.users,
    (row) => row.id,
    writeUser,
    new ScoroError('User not found', 404),
  ),
  settings: viewOf(
    ({ site }) => site.state.users,
    (row) => row.id,
    () => ({
      first_day_of_week: 1,
      timezone: 'Europe/Amsterdam',
      locale_clock: 'H:i',
      locale_date: 'd.m.Y',
      locale_number: { thousandSeparator: ' ', decimalSeparator: ',' },
      company_accounts: entities.map((account_id) => ({ account_id })),
    }),
    new ScoroError('User not found', 404),
  ),
});

/** Only the first entity is described by the settings; another one is a company of its own. */
function writeEntity(entity: string, first: string | undefined, { company, baseCurrency, activeCurrencies }: SiteSettings): object {
  const { name, vatNumber, registrationNumber, country } = entity === first ? company : { name: entity, vatNumber: '', registrationNumber: '', country: '' };
  return {
    company_name: name,
    alternative_name: '',
    address: country === '' ? [] : [{ country, county: '', municipality: '', city: 'Utrecht', street: 'Domplein 1', zipcode: '3512 JC' }],
    email: '',
    website: '',
    phone: '',
    reg_no: registrationNumber,
    vat_no: vatNumber,
    site_version: 'NL',
    base_currency: baseCurrency,
    active_currencies: [...activeCurrencies],
    language: 'eng',
  };
}

export const companyAccount = (entities: readonly string[]): Module => ({
  list: listOf(({ entity, settings }) => [writeEntity(entity, entities[0], settings)], {}, (row) => row),
});

export const statuses: Module = {
  list: listOf(
    () => [
      { status_id: 1, status_name: 'Unpaid', color: '#c00', module: 'invoices' },
      { status_id: 2, status_name: 'Paid', color: '#0a0', module: 'invoices' },
    ],
    { module: { value: (row) => row.module } },
    (row) => row,
  ),
};

export const bookmarks: Module = {
  list: listOf(
    ({ site }) => site.state.bookmarks,
    { module: { value: (row) => row.module } },
    ({ id, name, module }) => ({ id, name, module }),
  ),
};

function writeProject(project: ScoroProject): object {
  return {
    project_id: project.id,
    no: project.no,
    project_name: project.name,
    description: '',
    company_id: project.companyId,
    status: 'inprogress',
    manager_id: 1,
    modified_date: '2026-10-01 08:00:00',
    is_deleted: 0,
  };
}

export const projects: Module = {
  list: listOf(({ site }) => site.state.projects, { project_id: { value: (row) => String(row.id) } }, writeProject),
  view: viewOf(
    ({ site }) => site.state.projects,
    (row) => row.id,
    writeProject,
    new ScoroError('Project not found', 404),
  ),
};
