/** The types of Exact Online's API that occur in its tables. */
export type EdmType = 'Guid' | 'String' | 'DateTime' | 'Boolean' | 'Byte' | 'Int16' | 'Int32' | 'Int64' | 'Double' | 'Binary';

export interface Field {
  name: string;
  type: EdmType;
  /** Taken from the payload of a POST, a PUT; otherwise ignored there without a word. */
  post: boolean;
  put: boolean;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What an endpoint of the API consists of. */
export interface Table {
  /** After the division: "salesentry/SalesEntries". */
  path: string;
  key: string;
  methods: ReadonlySet<Method>;
  pageSize: number;
  mandatory: readonly string[];
  fields: ReadonlyMap<string, Field>;
  /** Navigation properties: the name of each collection. */
  lists: ReadonlySet<string>;
}

/** Names of fields by type, separated by blanks. */
type Names = Partial<Record<EdmType, string>>;

interface Facts {
  path: string;
  key: string;
  methods: string;
  mandatory?: string;
  /** POST and PUT. */
  writable?: Names;
  postOnly?: Names;
  readOnly: Names;
  lists?: string;
}

export const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean);

export function table(facts: Facts): Table {
  const fields = new Map<string, Field>();
  const add = (names: Names | undefined, post: boolean, put: boolean) => {
    for (const [type, list] of Object.entries(names ?? {})) {
      for (const name of words(list)) fields.set(name, { name, type: type as EdmType, post, put });
    }
  };
  add(facts.writable, true, true);
  add(facts.postOnly, true, false);
  add(facts.readOnly, false, false);
  return {
    path: facts.path,
    key: facts.key,
    methods: new Set(words(facts.methods) as Method[]),
    pageSize: /^(sync|bulk)\//.test(facts.path) ? 1000 : 60,
    mandatory: words(facts.mandatory),
    fields,
    lists: new Set(words(facts.lists)),
  };
}

/** The read-only sibling of a table under sync/ or bulk/. */
export function sibling(of: Table, path: string, change: { without?: string; timestamp?: boolean } = {}): Table {
  const fields = new Map(of.fields);
  for (const name of words(change.without)) fields.delete(name);
  if (change.timestamp) fields.set('Timestamp', { name: 'Timestamp', type: 'Int64', post: false, put: false });
  return { ...of, path, key: change.timestamp ? 'Timestamp' : of.key, methods: new Set<Method>(['GET']), pageSize: 1000, mandatory: [], fields };
}
