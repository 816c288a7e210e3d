/** An answer other than success, in the one error shape of the REST API. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  response(): Response {
    const body = { error: { code: '', message: { lang: '', value: this.message } } };
    return new Response(JSON.stringify(body), { status: this.status, headers: { 'content-type': 'application/json; charset=utf-8' } });
  }
}

/** What the API calls a bad request. Counts toward the error budget. */
export const badRequest = (message: string) => new Refusal(400, message);
export const forbidden = () => new Refusal(403, 'Forbidden');
export const notFound = (segment: string) => new Refusal(404, `Resource not found for the segment '${segment}'.`);

/** A payload the service cannot read. */
export const badStream = (message: string) => badRequest(`Error processing request stream. ${message}`);
