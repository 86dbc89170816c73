// The calendar day on which something was said. In: the call's start, its time zone, a media time. Out: a day.
// Without a zone the offset that the start is written with stands for it. Pure: time zone rules come with the runtime.

import type { BodyOf } from '../../engine/events.ts';
import { type CalendarDay, dayOf } from './calendar-day.ts';

type Started = Pick<BodyOf<'call.started'>, 'startedAt' | 'timeZone'>;

const MINUTE_MS = 60_000;
const OFFSET = /([+-])(\d{2}):(\d{2})$/;

function offsetMs(startedAt: string): number {
  const [, sign, hours, minutes] = OFFSET.exec(startedAt) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  return sign === '-' ? -size : size;
}

function formatFor(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  } catch {
    return null;
  }
}

/** A function from media time to the day; a zone that the runtime does not know counts as none. */
export function callDayAt({ startedAt, timeZone }: Started): (atMs: number) => CalendarDay {
  const startMs = Date.parse(startedAt);
  const format = timeZone === undefined ? null : formatFor(timeZone);
  if (format === null) {
    const shiftMs = offsetMs(startedAt);
    return (atMs) => Math.floor((startMs + atMs + shiftMs) / 86_400_000);
  }
  return (atMs) => {
    const parts = format.formatToParts(startMs + atMs);
    const partOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    return dayOf(partOf('year'), partOf('month'), partOf('day'));
  };
}
