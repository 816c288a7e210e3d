import type { Behaviour } from '../behaviour';
import type { Company } from '../company';
import { entities, type EntityInfo } from '../entities';
import { refusal } from '../refusal';
import type { QboRecord } from '../values';
import { orderOf, predicate } from './compare';
import { parseStatement, type Statement } from './parser';
import { checkSelected, cutDown, invalid, property } from './properties';

const usualPage = 100;
const largestPage = 1000;

/** The body of a QueryResponse; without any key when nothing was found. */
export type QueryResponse = Record<string, unknown>;

function entityOf(name: string): EntityInfo {
  // Clients write the name in lower case too.
  const found = [...entities].find((entity) => entity.name.toLowerCase() === name.toLowerCase());
  if (!found?.operations.has('query')) throw refusal('4001', 'Invalid query', `Metadata not found for Entity: ${name}`);
  return found;
}

function sorted(records: QboRecord[], entity: EntityInfo, order: Statement['order'], behaviour: Behaviour): QboRecord[] {
  if (!order) return records;
  const by = property(entity, order.property, 'sortable');
  const compare = orderOf(by, order.property, { mindsCase: behaviour.queryCase === 'minded' });
  const sign = order.descending ? -1 : 1;
  return records.toSorted((a, b) => {
    const [left, right] = [by.value(a), by.value(b)];
    return sign * (left === null || right === null ? Number(left !== null) - Number(right !== null) : compare(left, right));
  });
}

function pageOf({ start, most }: Statement, behaviour: Behaviour): { from: number; size: number } {
  if (start !== null && start < 1) throw invalid(`value ${start} is too small. Min allowed value is 1`);
  if (most !== null && most < 1) throw invalid(`value ${most} is too small. Min allowed value is 1`);
  if (most !== null && most > largestPage && behaviour.largePages === 'refused') throw invalid(`value ${most} is too large. Max allowed value is ${largestPage}`);
  return { from: start ?? 1, size: Math.min(most ?? usualPage, largestPage) };
}

/** Answers a statement of the query language. Throws 4000 for its form, 4001 for what it names. */
export function runQuery(company: Company, text: string, behaviour: Behaviour): QueryResponse {
  const statement = parseStatement(text);
  const entity = entityOf(statement.entity);
  const options = { mindsCase: behaviour.queryCase === 'minded' };
  const tests = statement.conditions.map((condition) => predicate(property(entity, condition.property, 'filterable'), condition, options));
  if (Array.isArray(statement.select)) checkSelected(entity, statement.select);
  const { from, size } = pageOf(statement, behaviour);
  // Inactive ones are left out unless the statement speaks of them.
  const hides = !statement.conditions.some(({ property: name }) => name === 'Active');
  const listedBefore = Date.parse(company.books.now) - behaviour.listDelay;
  const isListed = ({ MetaData }: QboRecord) => behaviour.listDelay === 0 || Date.parse(MetaData?.CreateTime ?? '') <= listedBefore;
  const found = company.all(entity.name).filter((record) => isListed(record) && (!hides || record['Active'] !== false) && tests.every((test) => test(record)));
  const records = sorted(found, entity, statement.order, behaviour).slice(from - 1, from - 1 + size);
  if (statement.select === 'count') return { totalCount: found.length };
  if (records.length === 0) return {};
  const { select } = statement;
  return { [entity.name]: Array.isArray(select) ? records.map((record) => cutDown(record, select)) : records, startPosition: from, maxResults: records.length };
}
