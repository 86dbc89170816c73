// The address bar: which view, which call, which moment, which stretch of the time line. `#/calls?text=…`, `#/feed`, `#/operator` and
// `#/calls/<id>?at=93400&zoom=60000-180000`, so that a link brings somebody else to the same place.

import { signal } from '@preact/signals';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export type Route =
  | { readonly view: 'calls'; readonly filters: Readonly<Record<string, string>> }
  | { readonly view: 'feed' }
  | { readonly view: 'operator' }
  | { readonly view: 'call'; readonly callId: string; readonly atMs: number | null; readonly zoom: Stretch | null };

const FILTER_NAMES = ['text', 'language', 'state', 'stage', 'from', 'to'] as const;

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const given = new URLSearchParams(query);
  const [, section, callId] = path.split('/');
  if (section === 'calls' && callId) {
    const view = { view: 'call', callId: decode(callId) } as const;
    return { ...view, atMs: milliseconds(given.get('at')), zoom: stretch(given.get('zoom')) };
  }
  if (section === 'feed' || section === 'operator') return { view: section };
  const filters: Record<string, string> = {};
  for (const name of FILTER_NAMES) {
    const value = given.get(name);
    if (value) filters[name] = value;
  }
  return { view: 'calls', filters };
}

export function formatRoute(route: Route): string {
  if (route.view === 'calls') return `#/calls${asQuery(new URLSearchParams(route.filters))}`;
  if (route.view === 'feed' || route.view === 'operator') return `#/${route.view}`;
  const query = new URLSearchParams();
  if (route.atMs !== null) query.set('at', `${Math.round(route.atMs)}`);
  if (route.zoom) query.set('zoom', `${Math.round(route.zoom.fromMs)}-${Math.round(route.zoom.toMs)}`);
  return `#/calls/${encodeURIComponent(route.callId)}${asQuery(query)}`;
}

export const callLink = (callId: string) => formatRoute({ view: 'call', callId, atMs: null, zoom: null });

export const route = signal<Route>(parseRoute(typeof location === 'undefined' ? '' : location.hash));

/** Follows the address bar; returns what stops following. */
export function followAddress(): () => void {
  const read = () => {
    route.value = parseRoute(location.hash);
  };
  addEventListener('hashchange', read);
  return () => removeEventListener('hashchange', read);
}

export function goTo(next: Route): void {
  location.hash = formatRoute(next);
}

/** Writes the address without a step in the history and without asking the page to follow. */
export function noteAddress(next: Route): void {
  const hash = formatRoute(next);
  if (hash !== location.hash) history.replaceState(null, '', hash);
}

const asQuery = (query: URLSearchParams) => (query.size > 0 ? `?${query}` : '');

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function milliseconds(given: string | null): number | null {
  return given !== null && /^\d{1,12}$/.test(given) ? Number(given) : null;
}

function stretch(given: string | null): Stretch | null {
  const match = /^(\d{1,12})-(\d{1,12})$/.exec(given ?? '');
  const [fromMs, toMs] = [Number(match?.[1]), Number(match?.[2])];
  return toMs > fromMs ? { fromMs, toMs } : null;
}
