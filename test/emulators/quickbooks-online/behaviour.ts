/** What is not known of the service, one switch each. The defaults are what asks most of a client. */
export interface Behaviour {
  /** Whether PKCE parameters pass unnoticed; the discovery documents do not offer PKCE. */
  pkce: 'ignored' | 'refused';
  /** The status of `invalid_client`. */
  invalidClientStatus: 400 | 401;
  /** Milliseconds an authorization code is good for. */
  codeLifetime: number;
  /** Milliseconds a requestid is remembered. */
  requestIdLifetime: number;
  /** Whether a refusal is given again for a requestid, as an answer is. */
  failedRequestIds: 'replayed' | 'forgotten';
  /** What a CDC question answers that looks back more than 30 days. */
  oldChanges: 'refused' | 'truncated';
  /** What MAXRESULTS above 1000 does. */
  largePages: 'refused' | 'truncated';
  /** Whether texts in a query compare with upper and lower case apart; one report saw them taken for the same. */
  queryCase: 'ignored' | 'minded';
  /** Milliseconds for which a query does not show what was just made. None is documented; recorded answers show it at once. */
  listDelay: number;
  /** The shape of a 429's body: the gateway's lower-case one, or that of the data service. Recorded answers were XML, which has one shape. */
  throttleEnvelope: 'gateway' | 'data';
}

export const defaultBehaviour = (): Behaviour => ({
  pkce: 'ignored',
  invalidClientStatus: 401,
  codeLifetime: 600_000,
  requestIdLifetime: 86_400_000,
  failedRequestIds: 'replayed',
  oldChanges: 'refused',
  largePages: 'refused',
  queryCase: 'ignored',
  listDelay: 0,
  throttleEnvelope: 'gateway',
});
