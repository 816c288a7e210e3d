import { guidFrom, type Row } from './values';

/** One administration ("division") and all it holds. Every list is oldest first. */
export class Company {
  readonly vatCodes: Row[] = [];
  readonly vatPercentages: Row[] = [];
  readonly journals: Row[] = [];
  readonly glAccounts: Row[] = [];
  readonly periods: Row[] = [];
  readonly items: Row[] = [];
  readonly itemGroups: Row[] = [];
  readonly units: Row[] = [];
  readonly paymentConditions: Row[] = [];
  readonly currencies: Row[] = [];
  readonly costcenters: Row[] = [];
  readonly costunits: Row[] = [];
  readonly projects: Row[] = [];
  readonly accounts: Row[] = [];
  readonly salesEntries: Row[] = [];
  readonly salesEntryLines: Row[] = [];
  readonly purchaseEntries: Row[] = [];
  readonly purchaseEntryLines: Row[] = [];
  readonly salesInvoices: Row[] = [];
  readonly salesInvoiceLines: Row[] = [];
  readonly documents: Row[] = [];
  /** Payment terms of sales and purchase entries alike. */
  readonly terms: Row[] = [];
  readonly deleted: Row[] = [];
  /** Keys of records that were deleted. */
  readonly gone = new Set<string>();
  /** "70/2026/3": a journal's period that is closed. */
  readonly closed = new Set<string>();
  /** How many units of the company's currency one unit of another is worth. */
  readonly rates = new Map<string, string>([['USD', '0.92'], ['GBP', '1.17']]);

  private guids = 0;
  // Row versions of a shared database: far beyond what 32 bits hold, and not a time.
  private version: bigint;
  private readonly sequences = new Map<string, number>();

  constructor(readonly info: Row) {
    this.version = 24_000_000_000n + BigInt(this.code) * 1000n;
  }

  get code(): number {
    return Number(this.info['Code']);
  }

  get currency(): string {
    return String(this.info['Currency']);
  }

  guid(): string {
    this.guids += 1;
    return guidFrom(`${this.code}/${this.guids}`);
  }

  /** The next row version; each change of a synchronised record takes one. */
  timestamp(): bigint {
    this.version += 7n;
    return this.version;
  }

  /** 1, 2, 3... within a name. */
  next(sequence: string): number {
    const number = (this.sequences.get(sequence) ?? 0) + 1;
    this.sequences.set(sequence, number);
    return number;
  }

  /** Everything, as plain data. */
  dump(): unknown {
    const lists = Object.entries(this).filter(([, value]) => Array.isArray(value));
    return { ...this.info, ...Object.fromEntries(lists), closed: [...this.closed] };
  }
}
