/** OAuth facts of a system: addresses, and when a token may be refreshed. */
export interface OAuthServer {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** Extra parameters of the authorization request. */
  parameters: Record<string, string>;
  /** How the app's secret is given to the token endpoint. */
  clientAuthentication: 'post' | 'basic';
  /** Whether a proof key (PKCE) is sent; not to a server of which it is unknown what it makes of one. */
  proofKey: boolean;
  /** The parameter of the way back that names the company that was chosen, where that is how it is told. */
  companyParameter?: string;
  /** Seconds after which an access token may be refreshed at the earliest; before that the refresh is refused. */
  refreshAfter: number;
  /** Seconds a token lives when the answer does not say. */
  lifetime: number;
  /** True when a refusal means "too early": the token in hand is still good. */
  isTooEarly(body: string, headers: Headers): boolean;
}
