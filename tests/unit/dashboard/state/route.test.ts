import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from '../../../../dashboard/state/route.ts';

describe('the address of a view', () => {
  it.each<Route>([
    { view: 'calls', filters: {} },
    { view: 'feed' },
    { view: 'operator' },
    { view: 'calls', filters: { text: '江湾 & co', state: 'live' } },
    { view: 'call', callId: 'a/b c', atMs: null, zoom: null },
    { view: 'call', callId: 'northgate', atMs: 93_400, zoom: { fromMs: 60_000, toMs: 180_000 } },
  ])('reads back what it wrote: %j', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('leaves out moments and stretches that make no sense', () => {
    const route = parseRoute('#/calls/northgate?at=-5&zoom=9000-2000');
    expect(route).toEqual({ view: 'call', callId: 'northgate', atMs: null, zoom: null });
  });

  it('shows the list where it knows nothing better', () => {
    expect(parseRoute('#/nowhere?colour=red')).toEqual({ view: 'calls', filters: {} });
    expect(parseRoute('')).toEqual({ view: 'calls', filters: {} });
  });
});
