// While the call is fed: how long, what is stored, both levels, what has stopped, and the way to the cards.

import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { callLink } from '../state/route.ts';
import { clock, text } from '../text/messages.ts';
import { addSharedSound, endFeed } from './feed-control.ts';
import { type Line, type LiveFeed, progress } from './feed-state.ts';
import { LevelMeter } from './level-meter.tsx';

export function FeedLive({ state }: { readonly state: LiveFeed }) {
  const t = text.value.feed;
  const { connection, rep, customer } = state;
  return (
    <section class="feed-live" aria-labelledby="feed-live-title">
      <header>
        <h1 id="feed-live-title">
          <span class={`feed-dot ${connection}`} aria-hidden="true" />
          {t.live}
        </h1>
        <Recorded />
      </header>
      <Warnings state={state} />
      <ul class="feed-lines">
        <FeedLine side="rep" name={t.you} line={rep} channel={0} />
        <FeedLine side="customer" name={t.otherSide} line={customer} channel={1} />
      </ul>
      {customer.kind !== 'on' && customer.kind !== 'muted' && (
        <p class="feed-add">
          <button type="button" class="button" onClick={() => void addSharedSound()}>
            <Icon name="tab" />
            {customer.kind === 'stopped' ? t.shareAgain : t.addShared}
          </button>
        </p>
      )}
      <div class={`feed-connection ${connection}`} role="status">
        <p>{t.connection[connection]}</p>
        <Waiting />
      </div>
      <div class="feed-actions">
        {connection !== 'connecting' && (
          <a class="button primary" href={callLink(state.callId)}>
            <Icon name="card" />
            {t.panel}
          </a>
        )}
        <button type="button" class="button" onClick={() => void endFeed()}>
          <Icon name="stop" />
          {t.end}
        </button>
      </div>
      <p class="feed-help">{t.keepOpen}</p>
    </section>
  );
}

function Recorded() {
  const { recordedMs } = progress.value;
  return (
    <p class="feed-time">
      <span>{text.value.feed.recorded}</span>
      <b>{clock(recordedMs)}</b>
    </p>
  );
}

function Waiting() {
  const t = text.value.feed;
  const seconds = Math.round(progress.value.waitingMs / 1000);
  return <p class="feed-waiting">{seconds > 1 ? t.waiting(seconds) : t.allSent}</p>;
}

interface FeedLineProps {
  readonly side: 'rep' | 'customer';
  readonly name: string;
  readonly line: Line;
  readonly channel: 0 | 1;
}

function FeedLine({ side, name, line, channel }: FeedLineProps) {
  return (
    <li class={`feed-line ${side} ${line.kind}`}>
      <Icon name={side === 'rep' ? 'mic' : 'tab'} size={20} />
      <span class="feed-line-name">{name}</span>
      <LevelMeter channel={channel} label={text.value.feed.level(name)} line={line} />
    </li>
  );
}

function Warnings({ state }: { readonly state: LiveFeed }) {
  const t = text.value.feed;
  const { rep, customer, isPaused } = state;
  return (
    <>
      {isPaused && <Notice tone="attend" form="strip" title={t.paused} help={t.pausedHelp} />}
      {rep.kind === 'stopped' && <Notice tone="attend" form="strip" title={t.micStopped} help={t.micStoppedHelp} />}
      {customer.kind === 'stopped' && (
        <Notice tone="attend" form="strip" title={t.sharedStopped} help={t.sharedStoppedHelp} />
      )}
      {customer.kind === 'off' && customer.refusal && (
        <Notice tone="attend" form="strip" title={t.noShared[customer.refusal]} />
      )}
    </>
  );
}
