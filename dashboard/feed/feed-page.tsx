// The page that feeds a call from this browser: what it asks first, what it shows while the call runs, and what comes after.

import { Notice } from '../parts/notice.tsx';
import { callLink } from '../state/route.ts';
import { identity } from '../state/session.ts';
import { text } from '../text/messages.ts';
import { FeedForm } from './feed-form.tsx';
import { FeedLive } from './feed-live.tsx';
import { feedState } from './feed-state.ts';

export function FeedPage() {
  const t = text.value.feed;
  if (!identity.value?.roles.includes('rep')) return <Notice title={t.onlyRep} help={t.onlyRepHelp} />;
  return (
    <div class="feed-page">
      <Shown />
    </div>
  );
}

function Shown() {
  const t = text.value.feed;
  const state = feedState.value;
  if (state.kind === 'live') return <FeedLive state={state} />;
  if (state.kind === 'ending') return <Notice title={t.ending} help={t.endingHelp} />;
  if (state.kind === 'over') {
    const [title, help] = state.code === null ? [t.over, t.overHelp] : [t.overLost, t.overLostHelp(state.code)];
    return (
      <Notice title={title} help={help} {...(state.code === null ? {} : { tone: 'system' as const })}>
        <a class="button primary" href={callLink(state.callId)}>
          {t.review}
        </a>
        <button
          type="button"
          class="button"
          onClick={() => {
            feedState.value = { kind: 'idle', refusal: null };
          }}
        >
          {t.another}
        </button>
      </Notice>
    );
  }
  return <FeedForm isStarting={state.kind === 'starting'} refusal={state.kind === 'idle' ? state.refusal : null} />;
}
