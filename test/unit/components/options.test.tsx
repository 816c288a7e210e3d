import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../components/options/routes';

describe('routeOf', () => {
  it('opens what the address names, and the first page for anything else', () => {
    expect(routeOf('#/log')).toBe('log');
    expect(routeOf('#/requests?filter=x')).toBe('requests');
    expect(routeOf('')).toBe('connections');
    expect(routeOf('#/nonsense')).toBe('connections');
  });
});
