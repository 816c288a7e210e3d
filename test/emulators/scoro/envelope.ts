/** An error that Scoro answers in its envelope, most often as HTTP 200. */
export class ScoroError extends Error {
  constructor(
    message: string,
    readonly code = 400,
    readonly http: 200 | 400 | 429 = 200,
  ) {
    super(message);
  }
}

export interface Page {
  page: number;
  pages: number;
  perPage: number;
  total: number;
}

/** Modules that write their statusCode as text: Scoro's do not agree. */
const textualCodes = new Set(['bills', 'contacts', 'productGroups', 'receipts']);

const codeOf = (module: string, code: number): number | string => (textualCodes.has(module) ? String(code) : code);

/** Modules differ in what they give for "no messages": null, an empty list (PHP's empty object), or nothing at all. */
function messages(module: string): object {
  if (module === 'bills') return { messages: [] };
  if (module === 'contacts' || module === 'vatCodes') return {};
  return { messages: null };
}

export function answer(module: string, data: unknown, page: Page | null): object {
  const paging = page ? { page: page.page, pages: page.pages, per_page: page.perPage, total: page.total } : {};
  return { status: 'OK', statusCode: codeOf(module, 200), ...messages(module), data, ...paging };
}

export function failure(module: string, error: ScoroError): object {
  const empty = module === 'bills' ? [] : null;
  return { status: 'ERROR', statusCode: codeOf(module, error.code), messages: { error: [error.message] }, errors: null, data: empty };
}
