import { describe, expect, it } from 'vitest';
import { callQuery, stagesOf, withFilter } from '../../../../dashboard/calls/call-query.ts';

const asked = (filters: Record<string, string>) => new URL(callQuery(filters, null), 'http://page').searchParams;

describe('asking for calls', () => {
  it('asks for everything without filters', () => {
    expect(callQuery({}, null)).toBe('/v1/calls');
    expect(callQuery({ text: '  ' }, null)).toBe('/v1/calls');
  });

  it('takes whole days of the reader’s own time zone', () => {
    const query = asked({ from: '2026-03-10', to: '2026-03-11' });
    expect(query.get('from')).toBe(new Date(2026, 2, 10).toISOString());
    expect(query.get('to')).toBe(new Date(2026, 2, 12).toISOString());
  });

  it('leaves out days that are none', () => {
    expect(callQuery({ from: 'soon' }, null)).toBe('/v1/calls');
  });

  it('goes on from a cursor', () => {
    expect(callQuery({ state: 'live' }, 'next')).toBe('/v1/calls?state=live&cursor=next');
  });

  it('sets a filter and takes it away', () => {
    expect(withFilter({ text: 'a' }, 'state', 'live')).toEqual({ text: 'a', state: 'live' });
    expect(withFilter({ text: 'a' }, 'text', '')).toEqual({});
  });

  it('offers the stages that were seen, and the one that is chosen', () => {
    const calls = [{ stage: 'pilot' }, { stage: null }, { stage: 'pilot' }] as unknown as Parameters<
      typeof stagesOf
    >[0];
    expect(stagesOf(calls, 'discovery')).toEqual(['discovery', 'pilot']);
  });
});
