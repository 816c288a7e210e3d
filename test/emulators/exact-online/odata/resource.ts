import type { Table } from '../fields/table';
import type { Scope } from '../state';
import type { Row } from '../values';

/** The lines under a header, as a navigation property. */
export interface List {
  table: Table;
  rows(scope: Scope, parent: Row): Row[];
}

/** What a POST or PUT brought, read by the field table: writable fields only. */
export interface Payload {
  values: Row;
  lists: Record<string, Row[]>;
}

/** One endpoint: its table, and what it does with the company's data. */
export interface Resource {
  table: Table;
  rows(scope: Scope): readonly Row[];
  lists?: Record<string, List>;
  /** A collection under `results` even with a small $top. */
  alwaysResults?: boolean;
  /** $select (or $top=1) is compulsory. */
  needsSelect?: boolean;
  /** A list without a $filter on one of these is refused. */
  mandatoryFilter?: readonly string[];
  /** Nothing else may be filtered on. */
  onlyFilters?: readonly string[];
  create?(scope: Scope, payload: Payload): Row;
  /** What is left of the answer to a POST that did not ask for the representation. */
  thin?(row: Row): Row;
  update?(scope: Scope, row: Row, payload: Payload): void;
  remove?(scope: Scope, row: Row): void;
  /** Answers a GET by itself: a single entity that is no row of a list. */
  single?(scope: Scope, query: URLSearchParams): Row;
}
