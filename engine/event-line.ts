// An event as one line of text: the same event always gives the same bytes, whatever order its fields were made in.

import type { CallEvent } from './events.ts';

const FIRST = ['callId', 'seq', 'type', 'atMs'];

export function eventLine(event: CallEvent): string {
  const names = Object.keys(event).filter((name) => !FIRST.includes(name));
  const fields = event as unknown as Record<string, unknown>;
  const ordered = Object.fromEntries([...FIRST, ...names.sort()].map((name) => [name, inOrder(fields[name])]));
  return JSON.stringify(ordered);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, inOrder(fields[name])]),
  );
}
