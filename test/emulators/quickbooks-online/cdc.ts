import type { Behaviour } from './behaviour';
import type { Company } from './company';
import { pacificTime } from './dates';
import { entityByName } from './entities';
import { invalid } from './query/properties';
import { refusal } from './refusal';

const lookBack = 30 * 86_400_000;
const mostObjects = 1000;
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function since(text: string | null, now: number, behaviour: Behaviour): number {
  if (text === null) throw refusal('2020', 'Required param missing, need to supply the required value for the API', 'Required parameter changedSince is missing in the request', 'changedSince');
  const time = moment.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw refusal('2060', 'Invalid date format', `Date format of '${text}' is not valid`, 'changedSince');
  if (time >= now - lookBack) return time;
  if (behaviour.oldChanges === 'refused') throw invalid('changedSince is more than 30 days ago');
  return now - lookBack;
}

/** One kind's changes: whole records, and of deleted ones no more than that they were. */
function changesOf(company: Company, name: string, from: number): Record<string, unknown>[] {
  const entity = entityByName(name);
  if (!entity) throw refusal('2000', 'Invalid entity', `${name} is not an entity`);
  if (!entity.inCdc) throw refusal('500', 'Unsupported Operation', `Operation Change data capture of ${name} is not supported.`);
  const changed = company.all(name).filter(({ MetaData }) => Date.parse(MetaData?.LastUpdatedTime ?? '') >= from);
  const deleted = company.deletions.filter((deletion) => deletion.entity === name && Date.parse(pacificTime(deletion.at)) >= from);
  return [...changed, ...deleted.map(({ Id, at }) => ({ domain: 'QBO', status: 'Deleted', Id, MetaData: { LastUpdatedTime: pacificTime(at) } }))];
}

/**
 * Change data capture: what changed since a moment, at most 1000 objects in all and without paging.
 * What a moment more than 30 days ago answers is not documented: a 4001 here, or the last 30 days (`oldChanges`); so are the codes for kinds it does not know or serve.
 */
export function changes(company: Company, query: URLSearchParams, now: number, behaviour: Behaviour): Record<string, unknown> {
  const names = (query.get('entities') ?? '').split(',').map((name) => name.trim()).filter(Boolean);
  if (names.length === 0) throw refusal('2020', 'Required param missing, need to supply the required value for the API', 'Required parameter entities is missing in the request', 'entities');
  const from = since(query.get('changedSince'), now, behaviour);
  let room = mostObjects;
  const responses = names.map((name) => {
    const found = changesOf(company, name, from).slice(0, room);
    room -= found.length;
    return found.length === 0 ? {} : { [name]: found, startPosition: 1, maxResults: found.length, totalCount: found.length };
  });
  return { CDCResponse: [{ QueryResponse: responses }] };
}
