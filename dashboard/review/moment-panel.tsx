// The moment that was chosen: its words, why it is shown, the card and the evidence. Where none is chosen, the words at
// the cursor.

import { useState } from 'preact/hooks';
import { Card } from '../parts/card.tsx';
import { Confidence, Moment as MomentTime } from '../parts/figures.tsx';
import { Icon } from '../parts/icon.tsx';
import { LONG_ANSWER_MS } from '../parts/long-answer.ts';
import { nameIn } from '../parts/names.ts';
import { PersonChip } from '../parts/person.tsx';
import { matchOfCard, ScriptPoints } from '../parts/script-points.tsx';
import type { Timeline, TimelineCard, Utterance } from '../state/wire.ts';
import { clock, text } from '../text/messages.ts';
import { kindName, momentReason, momentTitle } from './moment-words.ts';
import { isSalesMoment, type Moment, wordsSpan } from './moments.ts';
import type { Review } from './review-state.ts';
import { SlidePart } from './slide-part.tsx';

export function MomentPanel({ review }: { readonly review: Review }) {
  const t = text.value;
  const moment = review.chosen.value;
  const row = review.row.value;
  const words = moment ? wordsOf(review, moment) : row < 0 ? [] : review.utterances.slice(row, row + 1);
  return (
    <section class="moment-panel" aria-label={t.review.moment}>
      <header>
        <h2>{moment ? kindName(moment.kind) : t.review.moment}</h2>
        <CopyLink />
      </header>
      {moment ? (
        <p class="moment-title">
          {momentTitle(moment)} <MomentTime atMs={moment.atMs} />
        </p>
      ) : (
        <p class="block-empty">{t.review.momentNone}</p>
      )}
      <Words review={review} words={words} />
      {moment && <Why moment={moment} />}
      {moment?.kind === 'objection' && moment.objection.match && <ScriptPoints match={moment.objection.match} />}
      <SlidePart review={review} />
      {moment && <MomentCard moment={moment} timeline={review.timeline} />}
    </section>
  );
}

function Words({ review, words }: { readonly review: Review; readonly words: readonly Utterance[] }) {
  const t = text.value.review;
  return (
    <div class="moment-part">
      <h3>{t.words}</h3>
      {words.length === 0 && <p class="block-empty">{t.pastMoment}</p>}
      {words.map((utterance) => (
        <p key={utterance.segmentId} class="moment-quote">
          <PersonChip of={utterance.role} {...nameIn(review.timeline, utterance.participantId)} />{' '}
          <q>{utterance.text}</q>
        </p>
      ))}
    </div>
  );
}

function Why({ moment }: { readonly moment: Moment }) {
  const t = text.value.review;
  return (
    <div class="moment-part">
      <h3>
        {t.why}
        {moment.kind === 'answer' && <Confidence ratio={moment.question.confidence} isCalibrated />}
        {moment.kind === 'objection' && (
          <Confidence ratio={moment.objection.confidence} isCalibrated={moment.objection.isCalibrated} />
        )}
        {moment.kind === 'competitor' && moment.mention.match !== 'exact' && (
          <Confidence ratio={moment.mention.confidence} isCalibrated={false} />
        )}
        {moment.kind === 'interest' && (
          <Confidence ratio={moment.change.confidence} isCalibrated={moment.change.isCalibrated} />
        )}
        {isSalesMoment(moment) && <Confidence ratio={moment.said.confidence} isCalibrated={moment.said.isCalibrated} />}
      </h3>
      <p>{momentReason(moment, LONG_ANSWER_MS)}</p>
    </div>
  );
}

function MomentCard({ moment, timeline }: { readonly moment: Moment; readonly timeline: Timeline }) {
  const t = text.value;
  const card = moment.kind === 'card' ? moment.card : cardFor(moment, timeline.cards);
  if (!card) return null;
  return (
    <div class="moment-part">
      <h3>
        {t.review.card}
        <span class={`fate ${card.fate}`}>{t.review.cardAt(t.card.fate[card.fate], clock(card.fateAtMs))}</span>
      </h3>
      <Card
        card={card}
        isInUse={card.fate === 'accepted'}
        isOpen
        match={moment.kind === 'card' ? matchOfCard(timeline, card) : null}
        actions={null}
      />
    </div>
  );
}

const COPIED_SHOWN_MS = 2_000;

function CopyLink() {
  const t = text.value.review;
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_SHOWN_MS);
  };
  return (
    <button type="button" class="button quiet copy-link" onClick={() => void copy()}>
      <Icon name={isCopied ? 'check' : 'link'} size={14} />
      <span role="status">{isCopied ? t.copied : t.copyLink}</span>
    </button>
  );
}

const MOST_WORDS = 4;
const CARD_WITHIN_MS = 20_000;

function wordsOf({ utterances }: Review, moment: Moment): readonly Utterance[] {
  const { fromMs, toMs } = wordsSpan(moment);
  return utterances.filter((each) => each.endMs > fromMs && each.startMs < toMs).slice(0, MOST_WORDS);
}

/** The card that was raised on what was said in this moment. */
function cardFor(moment: Moment, cards: readonly TimelineCard[]): TimelineCard | null {
  const { fromMs, toMs } = wordsSpan(moment);
  const near = cards.filter(({ raisedAtMs }) => raisedAtMs >= fromMs && raisedAtMs <= toMs + CARD_WITHIN_MS);
  const isAbout = ({ evidence }: TimelineCard) => evidence.some(({ atMs }) => atMs >= fromMs - 10_000 && atMs <= toMs);
  return near.find(isAbout) ?? null;
}
