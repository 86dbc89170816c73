// One live call as the page knows it: the time line folded from its events, the connection, the clock. Events are
// collected and folded once per painted frame, so that a burst costs one paint.

import { signal } from '@preact/signals';
import { type Connection, openLive } from '../../client/live.ts';
import { emptyTimeline } from '../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../gateway/protocol/timeline-fold.ts';
import { createMediaClock } from './media-clock.ts';
import { addressOf, ask, token } from './rest.ts';
import type { CallEvent, CallId, CardAction, Timeline } from './wire.ts';

export interface CallStore {
  readonly callId: string;
  readonly timeline: Timeline;
  /** Counts the paints that brought something new; read it to be painted again. */
  readonly version: { readonly value: number };
  readonly connection: { readonly value: Connection };
  /** What was done with a card here, before the log says so. */
  readonly pending: { readonly value: ReadonlyMap<string, CardAction> };
  /** Rules that are to be quiet, with the media time at which they may speak again. */
  readonly snoozed: { readonly value: ReadonlyMap<string, number> };
  readonly nowMs: () => number;
  readonly feedback: (cardId: string, action: CardAction) => void;
  readonly snooze: (ruleId: string) => void;
  /** Which window paints: the page's own, or the one that floats over the meeting. */
  readonly paintIn: (view: Window) => void;
  readonly dispose: () => void;
}

const SNOOZE_MS = 600_000;

export function openCall(callId: string): CallStore {
  const timeline = emptyTimeline(callId);
  const version = signal(0);
  const connection = signal<Connection>({ kind: 'connecting' });
  const pending = signal<ReadonlyMap<string, CardAction>>(new Map());
  const snoozed = signal<ReadonlyMap<string, number>>(new Map());
  const clock = createMediaClock(() => performance.now());
  let waiting: CallEvent[] = [];
  let view: Window = window;
  let isPlanned = false;

  const paint = () => {
    isPlanned = false;
    const events = waiting;
    waiting = [];
    for (const event of events) foldTimeline(timeline, event);
    const newest = events.at(-1);
    if (newest) clock.advanceTo(newest.atMs);
    if (timeline.isEnded) {
      clock.stop();
      // Nothing follows the end; a connection that is closed now must not be opened again.
      socket.close();
    }
    version.value += 1;
  };
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    // A hidden window paints no frames, but what is heard there must not pile up.
    if (view.document.hidden) setTimeout(paint, 100);
    else view.requestAnimationFrame(paint);
  };

  const socket = openLive(
    {
      scope: { callId },
      token: () => token.value,
      onEvents(events) {
        waiting.push(...events);
        plan();
      },
      onConnection(next) {
        connection.value = next;
        if (next.kind === 'cut' || next.kind === 'refused') clock.stop();
      },
    },
    { open: () => new WebSocket(liveUrl()) },
  );

  return {
    callId,
    timeline,
    version,
    connection,
    pending,
    snoozed,
    nowMs: clock.nowMs,
    feedback(cardId, action) {
      if (action !== 'shown') pending.value = new Map(pending.value).set(cardId, action);
      if (socket.feedback(callId, cardId, action)) return;
      const path = `/v1/calls/${encodeURIComponent(callId)}/cards/${encodeURIComponent(cardId)}/feedback`;
      void ask(path, { method: 'POST', body: { action } }).catch(() => {
        const rest = new Map(pending.value);
        rest.delete(cardId);
        pending.value = rest;
      });
    },
    snooze(ruleId) {
      snoozed.value = new Map(snoozed.value).set(ruleId, clock.nowMs() + SNOOZE_MS);
      socket.send({ type: 'rule.snooze', callId: callId as CallId, ruleId, forMs: SNOOZE_MS });
    },
    paintIn(next) {
      view = next;
    },
    dispose: socket.close,
  };
}

function liveUrl(): string {
  const url = addressOf('/v1/live');
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
