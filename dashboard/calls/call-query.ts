// From the filters in the address to what `GET /v1/calls` understands. Days are days of the reader's own time zone.

import type { CallList } from '../state/wire.ts';

export type Filters = Readonly<Record<string, string>>;

export function callQuery(filters: Filters, cursor: string | null): string {
  const query = new URLSearchParams();
  for (const name of ['text', 'language', 'state', 'stage']) {
    const value = filters[name]?.trim();
    if (value) query.set(name, value);
  }
  const from = dayStart(filters['from'], 0);
  const to = dayStart(filters['to'], 1);
  if (from) query.set('from', from);
  if (to) query.set('to', to);
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `/v1/calls?${query}` : '/v1/calls';
}

/** A filter set to a value, or taken away where the value is empty. */
export function withFilter(filters: Filters, name: string, value: string): Filters {
  const { [name]: _, ...rest } = filters;
  return value === '' ? rest : { ...rest, [name]: value };
}

/** The stages that can be chosen: those that were seen, and the one that is chosen. */
export function stagesOf(calls: CallList['calls'], chosen: string | undefined): readonly string[] {
  const seen = new Set(calls.flatMap((call) => (call.stage ? [call.stage] : [])));
  if (chosen) seen.add(chosen);
  return [...seen].sort((a, b) => a.localeCompare(b));
}

function dayStart(day: string | undefined, daysLater: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!match) return null;
  const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + daysLater);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
