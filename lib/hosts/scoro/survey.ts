import type { Day } from '../../model/dates';
import type { DocumentRef } from '../../model/document';
import { CallFailure } from '../../net/failure';
import type { HostSurvey } from '../survey';
import type { Client } from './client';
import { surveyOf } from './survey-facts';
import { entitySchema, summarySchema, surveyedDocumentSchema, surveyedProductSchema, type WireEntity, type WireSummary, type WireSurveyedDocument, type WireSurveyedProduct } from './wire';
import { modules } from './writing';

/** A look at a site takes no more than this: three pages of products, the entity, a list and two documents of each kind. */
const productPages = 3;
const documentsOfAKind = 2;
const kinds = ['invoice', 'bill'] as const;

/** The newest of each kind, where nothing is listed yet: one page, so that a day's budget is not spent on looking. */
async function newestOf(client: Client, since: Day, isOurs: (row: WireSummary) => boolean): Promise<DocumentRef[]> {
  const found: DocumentRef[] = [];
  for (const kind of kinds) {
    const { rows } = await client.page(modules[kind], 1, { schema: summarySchema, key: (row) => row.id, purpose: `look for some ${modules[kind]} for the check-up`, filter: { date: { from_date: since } } });
    const newest = rows.filter((row) => !row.is_deleted).sort((a, b) => b.date.localeCompare(a.date));
    // Where all of them are another entity's, that is what is to be seen.
    const own = newest.filter(isOurs);
    found.push(...(own.length > 0 ? own : newest).slice(0, documentsOfAKind).map(({ id }) => ({ kind, id })));
  }
  return found;
}

async function readDocuments(client: Client, sample: readonly DocumentRef[]): Promise<WireSurveyedDocument[]> {
  const documents: WireSurveyedDocument[] = [];
  for (const { kind, id } of sample) {
    try {
      documents.push(await client.view(modules[kind], id, `${kind} ${id}`, surveyedDocumentSchema));
    } catch (error) {
      // One that was deleted meanwhile shows nothing, and takes nothing from what the others show.
      if (!(error instanceof CallFailure) || error.kind !== 'absent') throw error;
    }
  }
  return documents;
}

/** null where the site does not tell: the call is known from clients' code alone. */
async function readEntity(client: Client): Promise<WireEntity | null> {
  try {
    const { rows } = await client.page('companyAccount', 1, { schema: entitySchema, key: (row) => JSON.stringify(row), purpose: 'ask which company the entity is' });
    return rows[0] ?? null;
  } catch (error) {
    if (error instanceof CallFailure && (error.kind === 'refused' || error.kind === 'forbidden' || error.kind === 'unreadable')) return null;
    throw error;
  }
}

async function readProducts(client: Client): Promise<{ products: WireSurveyedProduct[]; more: boolean }> {
  const products = new Map<string, WireSurveyedProduct>();
  for (let page = 1; page <= productPages; page += 1) {
    const { rows, isLast } = await client.page('products', page, { schema: surveyedProductSchema, key: (row) => row.product_id, purpose: 'look at the products for the check-up' });
    for (const row of rows) if (!row.is_deleted) products.set(row.product_id, row);
    if (isLast) return { products: [...products.values()], more: false };
  }
  return { products: [...products.values()], more: true };
}

/** Looks at products, a few documents (those given, else the newest) and the entity: ten calls at the most. Throws CallFailure. */
export async function survey(client: Client, sample: readonly DocumentRef[], since: Day, isOurs: (row: WireSummary) => boolean): Promise<HostSurvey> {
  const { products, more } = await readProducts(client);
  const chosen = kinds.flatMap((kind) => sample.filter((ref) => ref.kind === kind).slice(0, documentsOfAKind));
  const documents = await readDocuments(client, chosen.length > 0 ? chosen : await newestOf(client, since, isOurs));
  return surveyOf(products, more, documents, await readEntity(client));
}
