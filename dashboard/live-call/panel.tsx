// The rep's panel, 360–420 px: state and time, the waiting clock, cards, talk share, mood, keywords, last lines.

import { useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { useKeys } from '../parts/keys.tsx';
import { isOwnCall, nameIn } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import type { CallStore } from '../state/call-store.ts';
import { text } from '../text/messages.ts';
import { feedState } from './call-states.ts';
import { CardStack } from './card-stack.tsx';
import { EmotionBlock, KeywordBars, LastLines } from './live-blocks.tsx';
import { PanelHead } from './panel-head.tsx';
import { Speakers, TalkBalance } from './talk-balance.tsx';
import { useTicking } from './ticking.ts';
import { WaitingClock } from './waiting-clock.tsx';

interface PanelProps {
  readonly store: CallStore;
  readonly views: readonly Window[];
  readonly showKeys: () => void;
  readonly toReview: () => void;
  /** Null where the browser cannot, or the panel floats already. */
  readonly float: (() => void) | null;
}

export function Panel({ store, views, showKeys, toReview, float }: PanelProps) {
  const t = text.value;
  const [hasCard, setHasCard] = useState(false);
  const [isExpanded, setExpanded] = useState(false);
  const toggle = () => setExpanded(!isExpanded);
  useKeys({ '?': showKeys, t: toggle }, views);
  return (
    <div class="panel">
      <PanelHead store={store} showKeys={showKeys}>
        {float && (
          <button
            type="button"
            class="icon-button quiet"
            onClick={float}
            aria-label={t.live.float}
            title={t.live.float}
          >
            <Icon name="float" />
          </button>
        )}
      </PanelHead>
      <PanelState store={store} toReview={toReview} />
      <WaitingClock store={store} hasCard={hasCard} />
      <Cards store={store} views={views} setHasCard={setHasCard} />
      <div class="panel-quiet">
        <Speakers store={store} />
        <TalkBalance store={store} />
        <EmotionBlock store={store} />
        <KeywordBars store={store} />
        <LastLines store={store} isExpanded={isExpanded} toggle={toggle} />
      </div>
    </div>
  );
}

interface CardsProps {
  readonly store: CallStore;
  readonly views: readonly Window[];
  readonly setHasCard: (hasCard: boolean) => void;
}

function Cards({ store, views, setHasCard }: CardsProps) {
  void store.version.value;
  const canAct = isOwnCall(store.timeline);
  return (
    <CardStack
      store={store}
      canAct={canAct}
      views={views}
      queueRef={({ main }) => setHasCard(main !== null && !main.isInUse)}
    />
  );
}

function PanelState({ store, toReview }: { readonly store: CallStore; readonly toReview: () => void }) {
  const t = text.value;
  void store.version.value;
  useTicking(1_000, !store.timeline.isEnded);
  const { timeline } = store;
  const state = feedState(timeline, store.connection.value.kind, store.nowMs());
  if (!state) {
    const isConnecting = timeline.lastSeq === 0;
    return isConnecting ? <Notice form="strip" title={t.connection.connectingHelp} /> : null;
  }
  if (state.kind === 'ended') {
    return (
      <Notice form="strip" title={t.states.ended} help={t.states.endedHelp}>
        <button type="button" class="button primary" onClick={toReview}>
          {t.states.toReview}
        </button>
      </Notice>
    );
  }
  if (state.kind === 'silent-channel') {
    const { name } = nameIn(timeline, state.participantId ?? '');
    const role = timeline.participants.find((each) => each.participantId === state.participantId)?.role ?? 'unknown';
    const title = t.states.silentChannel(name ?? t.role[role]);
    return <Notice form="strip" tone="attend" title={title} help={t.states.silentChannelHelp} />;
  }
  if (state.kind === 'degraded') {
    const title = t.states.degraded(state.pipeline);
    return <Notice form="strip" tone="system" title={title} help={t.states.degradedHelp} />;
  }
  const words = {
    cut: [t.connection.cut, t.connection.cutHelp, 'system'],
    'catching-up': [t.connection.catchingUp, t.connection.catchingUpHelp, 'quiet'],
    'no-audio': [t.states.noAudio, t.states.noAudioHelp, 'quiet'],
    'no-words': [t.states.noWords, t.states.noWordsHelp, 'attend'],
  } as const;
  const [title, help, tone] = words[state.kind];
  return <Notice form="strip" tone={tone} title={title} help={help} />;
}
