import { describe, expect, it, vi } from 'vitest';
import { isTransport, judgeFailure, tell } from '../../../components/quick-actions/alive';

describe('judgeFailure', () => {
  it('tells a lost message from a lost extension', () => {
    expect(judgeFailure(new Error('Could not establish connection. Receiving end does not exist.'), true)).toBe('again');
    expect(judgeFailure(new Error('The message port closed before a response was received.'), true)).toBe('again');
    expect(judgeFailure(new Error('Extension context invalidated.'), true)).toBe('gone');
    expect(judgeFailure(new TypeError("Cannot read properties of undefined (reading 'sendMessage')"), false)).toBe('gone');
  });
});

describe('tell', () => {
  it('says a command again when it got lost on the way', async () => {
    const say = vi.fn().mockRejectedValueOnce(new Error('message port closed')).mockResolvedValue({ ok: true });
    await expect(tell(say, 1)).resolves.toEqual({ ok: true });
    expect(isTransport(new Error('No response'))).toBe(true);
  });
  it('does not repeat what was refused', async () => {
    const say = vi.fn().mockRejectedValue(new Error('There is no connection "x"'));
    await expect(tell(say, 1)).rejects.toThrow('no connection');
    expect(say).toHaveBeenCalledTimes(1);
  });
});
