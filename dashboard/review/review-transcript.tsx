// The transcript in step with the cursor; searching marks the words and goes from match to match.

import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { nameIn } from '../parts/names.ts';
import { Transcript } from '../parts/transcript.tsx';
import type { Utterance } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import type { Review } from './review-state.ts';

export const SEARCH_ID = 'transcript-search';

export function ReviewTranscript({ review }: { readonly review: Review }) {
  const t = text.value;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const matches = useMemo(() => {
    if (wanted === '') return [];
    return review.utterances.flatMap((each, row) => (each.text.toLowerCase().includes(wanted) ? [row] : []));
  }, [review, wanted]);
  const notes = useMemo(() => waitsBySegment(review), [review]);
  const row = review.row.value;
  const at = matches.findLastIndex((match) => match <= row);
  const goTo = (match: number | undefined) => {
    const utterance = match === undefined ? undefined : review.utterances[match];
    if (utterance) review.seek(utterance.startMs);
  };
  const forwards = () => goTo(matches.find((match) => match > row) ?? matches[0]);
  const backwards = () => goTo(matches.findLast((match) => match < row) ?? matches.at(-1));
  return (
    <section class="review-transcript">
      <header>
        <h2>{t.review.transcript}</h2>
        <search class="transcript-search">
          <label class="field">
            <Icon name="search" size={14} />
            <span class="unseen">{t.review.search}</span>
            <input
              id={SEARCH_ID}
              type="search"
              placeholder={t.review.search}
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') (event.shiftKey ? backwards : forwards)();
                if (event.key === 'Escape') event.currentTarget.blur();
              }}
            />
          </label>
          {wanted !== '' && (
            <>
              <span class="figure search-count" role="status">
                {t.review.found(matches[at] === row ? at + 1 : 0, matches.length)}
              </span>
              <button type="button" class="icon-button" aria-label={t.review.previous} onClick={backwards}>
                <Icon name="up" />
              </button>
              <button type="button" class="icon-button" aria-label={t.review.next} onClick={forwards}>
                <Icon name="down" />
              </button>
            </>
          )}
        </search>
      </header>
      <Transcript
        utterances={review.utterances}
        label={t.review.transcript}
        nameOf={(participantId) => nameIn(review.timeline, participantId)}
        follow={row < 0 ? null : row}
        activeRow={row}
        pick={(utterance) => review.seek(utterance.startMs)}
        search={wanted}
        noteOf={(utterance) => note(notes.get(utterance.segmentId), utterance)}
      />
    </section>
  );
}

function note(waitMs: number | undefined, { segmentId }: Utterance) {
  if (waitMs === undefined) return null;
  return (
    <span key={segmentId} class="row-note figure">
      → {text.value.unit.seconds(waitMs)}
    </span>
  );
}

/** How long each question waited, beside its words. Questions name no segment here, so their spans tell. */
function waitsBySegment({ timeline, utterances }: Review): ReadonlyMap<string, number> {
  const waits = new Map<string, number>();
  for (const { role, participantId, startMs, latencyMs } of timeline.questions) {
    if (role !== 'customer' || latencyMs === null) continue;
    const said = utterances.find((each) => each.participantId === participantId && each.endMs > startMs);
    if (said) waits.set(said.segmentId, latencyMs);
  }
  return waits;
}
