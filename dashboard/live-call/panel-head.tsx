// The line above the rep's panel: state of the feed, whose call it is, its stage, how long it has run.

import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/icon.tsx';
import type { CallStore } from '../state/call-store.ts';
import { clock, durationTag, text } from '../text/messages.ts';
import { useTicking } from './ticking.ts';

interface PanelHeadProps {
  readonly store: CallStore;
  readonly showKeys: () => void;
  readonly children?: ComponentChildren;
}

export function PanelHead({ store, showKeys, children }: PanelHeadProps) {
  const t = text.value;
  void store.version.value;
  const { timeline } = store;
  const connection = store.connection.value.kind;
  const kind = timeline.isEnded ? 'ended' : connection;
  useTicking(500, kind === 'live');
  const words = {
    ended: t.connection.ended,
    connecting: t.connection.connecting,
    'catching-up': t.connection.catchingUp,
    live: t.connection.live,
    cut: t.connection.cut,
    refused: t.connection.refused,
  }[kind];
  const nowMs = timeline.isEnded ? timeline.durationMs : store.nowMs();
  return (
    <header class="panel-head">
      <div class="panel-title">
        <h1>{timeline.accountName ?? timeline.title ?? t.calls.untitled}</h1>
        <p>
          <span class={`feed ${kind}`}>
            <span class="feed-mark" aria-hidden="true" />
            {words}
          </span>
          {timeline.stage && <span class="panel-stage">{timeline.stage}</span>}
        </p>
      </div>
      <time class="figure panel-time" dateTime={durationTag(nowMs)}>
        {clock(nowMs)}
      </time>
      {children}
      <button type="button" class="icon-button quiet" onClick={showKeys} aria-label={t.app.keys} aria-keyshortcuts="?">
        <Icon name="keyboard" />
      </button>
    </header>
  );
}
