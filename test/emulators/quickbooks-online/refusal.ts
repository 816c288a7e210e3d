/** One entry of a Fault, with the service's own spelling. */
export interface FaultError {
  Message: string;
  Detail: string;
  code: string;
  element?: string;
}

export type FaultType = 'ValidationFault' | 'SystemFault' | 'AuthenticationFault' | 'AuthorizationFault' | 'SERVICE';

/** Thrown by whatever refuses a request; it becomes a Fault in the answer, or in the batch item. */
export class Refusal extends Error {
  constructor(
    readonly errors: readonly FaultError[],
    readonly type: FaultType = 'ValidationFault',
    readonly status = 400,
  ) {
    super(errors.map(({ code, Detail }) => `${code} ${Detail}`).join('; '));
  }
}

export const refusal = (code: string, Message: string, Detail: string, element?: string): Refusal =>
  new Refusal([{ Message, Detail, code, ...(element === undefined ? {} : { element }) }]);
