import { describe, expect, it } from 'vitest';
import { CallFailure } from '../../../lib/net/failure';
import { postText } from '../../../lib/net/post-text';

const answering = (answer: () => Promise<Response>) => {
  const asked: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(new Request(input, init));
    return answer();
  };
  return { fetch, asked };
};

describe('feature 48: a message to a webhook', () => {
  it('is posted as any page may post: plain text, no cookies, no access to the site', async () => {
    const { fetch, asked } = answering(async () => new Response('ok'));
    await postText(fetch, 'https://hooks.example.com/services/T1/secret', '2 documents need you');
    expect(asked).toHaveLength(1);
    const [request] = asked as [Request];
    expect([request.method, request.mode, request.credentials, request.referrerPolicy, request.headers.get('content-type')]).toEqual(['POST', 'no-cors', 'omit', 'no-referrer', 'text/plain;charset=UTF-8']);
    expect(await request.json()).toEqual({ text: '2 documents need you' });
  });

  it('is tried once; that nobody answered is said without the address, which gives access', async () => {
    const { fetch, asked } = answering(async () => { throw new TypeError('Failed to fetch'); });
    const failure = await postText(fetch, 'https://hooks.example.com/services/T1/secret', 'x').catch((error: unknown) => error as CallFailure);
    expect(failure).toBeInstanceOf(CallFailure);
    expect([failure?.kind, failure?.message]).toEqual(['no-answer', 'hooks.example.com did not answer.']);
    expect(asked).toHaveLength(1);
  });

  it('is a failure where a refusal can be seen', async () => {
    const { fetch } = answering(async () => new Response('no_service', { status: 404 }));
    await expect(postText(fetch, 'https://hooks.example.com/x', 'x')).rejects.toMatchObject({ kind: 'refused', message: 'hooks.example.com refused the message (404).' });
  });
});
