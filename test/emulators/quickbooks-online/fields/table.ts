export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'datetime' | 'ref' | 'enum' | 'object';

export interface Field {
  name: string;
  type: FieldType;
  list: boolean;
  /** Most characters. */
  max?: number;
  /** Of an enum. */
  values?: readonly string[];
  /** Of an object. */
  fields?: FieldTable;
  /** `false`: what is sent is dropped without a word, and so it is with fields of the schema that the entity's own page does not know. */
  writable: boolean | 'create-only';
  /** Must be there in a create and in a full update. */
  required: boolean;
  filterable: boolean;
  sortable: boolean;
}

export type FieldTable = ReadonlyMap<string, Field>;

/** Names separated by blanks; "DocNumber:21" has a greatest length, "Line[]" is a list. Keys are types, enums or groups. */
type Names = Record<string, string>;

export interface Facts {
  writable?: Names;
  createOnly?: Names;
  readOnly?: Names;
  required?: string;
  filterable?: string;
  sortable?: string;
}

export interface Kinds {
  enums: Readonly<Record<string, readonly string[]>>;
  groups: Readonly<Record<string, FieldTable>>;
}

const plain: readonly string[] = ['string', 'number', 'integer', 'boolean', 'date', 'datetime', 'ref'];

export const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean);

function typeOf(kind: string, { enums, groups }: Kinds): Pick<Field, 'type' | 'values' | 'fields'> {
  if (plain.includes(kind)) return { type: kind as FieldType };
  const values = enums[kind];
  if (values) return { type: 'enum', values };
  const fields = groups[kind];
  if (fields) return { type: 'object', fields };
  throw new Error(`There is no type ${kind}`);
}

/** Builds a table; throws on a type it does not know and on marks for a field that is not there. */
export function table(facts: Facts, kinds: Kinds): FieldTable {
  const fields = new Map<string, Field>();
  const add = (names: Names | undefined, writable: Field['writable']) => {
    for (const [kind, list] of Object.entries(names ?? {})) {
      for (const word of words(list)) {
        const [, name = '', brackets, max] = /^(\w+)(\[\])?(?::(\d+))?$/.exec(word) ?? [];
        fields.set(name, {
          name, ...typeOf(kind, kinds), list: brackets !== undefined, ...(max ? { max: Number(max) } : {}), writable, required: false, filterable: false, sortable: false,
        });
      }
    }
  };
  add(facts.writable, true);
  add(facts.createOnly, 'create-only');
  add(facts.readOnly, false);
  for (const mark of ['required', 'filterable', 'sortable'] as const) {
    for (const name of words(facts[mark])) {
      const field = fields.get(name);
      if (!field) throw new Error(`There is no field ${name} to mark`);
      field[mark] = true;
    }
  }
  return fields;
}

/** A reference that is neither required nor of use in queries. */
export const reference = (name: string): Field => ({ name, type: 'ref', list: false, writable: false, required: false, filterable: false, sortable: false });
