// In the header of other views: this page is feeding a call, how long already, and the way back.

import { feedState, progress } from '../feed/feed-state.ts';
import { clock, text } from '../text/messages.ts';

export function FeedMark() {
  if (feedState.value.kind !== 'live') return null;
  const isCut = feedState.value.connection === 'cut';
  return (
    <a class={`feeding-link ${isCut ? 'cut' : ''}`} href="#/feed">
      <span class={`feed-dot ${isCut ? 'cut' : ''}`} aria-hidden="true" />
      {text.value.feed.mark(clock(progress.value.recordedMs))}
    </a>
  );
}
