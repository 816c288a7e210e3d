/** The ways of telling somebody. */
export type Channel = 'desktop' | 'webhook';

/** What an error was when it was last told, by the way it was told. */
export type Told = Partial<Record<Channel, string>>;

/** What was told of a connection, by the way it was told. Moments in epoch milliseconds. */
export interface Notified {
  /** When new errors were last told, or it was tried. */
  newsAt?: Partial<Record<Channel, number>>;
  /** When a summary was last made; the first time, since when they are wanted. */
  digestAt?: Partial<Record<Channel, number>>;
  /** Up to when the summaries that arrived reach; the first time, since when they are wanted. */
  digestUntil?: Partial<Record<Channel, number>>;
  /** What was wrong with the connection itself when that was last told. */
  told?: Told | undefined;
  /** Since when messages do not arrive at the webhook; absent while they do. */
  failingSince?: number | undefined;
}
