import { refId, text, type Fields, type QboRecord } from '../values';
import type { Books } from './books';
import { resolve } from './references';
import { tooDeep } from './refusals';

export interface Place {
  parent: QboRecord | undefined;
  /** 0 at the top. */
  level: number;
  /** "Parent:Child". */
  fullName: string;
}

/** Where a record of a list stands among its kind, under its own name. Throws Refusal below the fifth level. */
export function placeOf(books: Books, entity: string, fields: Fields, name: string): Place {
  const parent = resolve(books, entity, fields['ParentRef'], 'ParentRef');
  let level = 0;
  for (let above = parent; above; above = books.find(entity, refId(above['ParentRef']))) level += 1;
  if (level > 4) throw tooDeep();
  return { parent, level, fullName: parent ? `${text(parent['FullyQualifiedName'])}:${name}` : name };
}

/** After a record got another name or place: the same for all below it. Their SyncTokens stay. */
export function renameBelow(books: Books, entity: string, record: QboRecord, name: string): void {
  for (const child of books.list(entity)) {
    if (refId(child['ParentRef']) !== record.Id) continue;
    const FullyQualifiedName = `${text(record['FullyQualifiedName'])}:${text(child[name])}`;
    if (child['FullyQualifiedName'] === FullyQualifiedName) continue;
    const renamed = { ...child, FullyQualifiedName };
    books.overwrite(entity, renamed);
    renameBelow(books, entity, renamed, name);
  }
}
