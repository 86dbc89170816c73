// What stands beside the panel on a wide window: every word, the customer's questions with their answer times, the
// competitors that were named, what was promised, the cards so far.

import type { ComponentChildren } from 'preact';
import { Moment } from '../parts/figures.tsx';
import { isLongAnswer } from '../parts/long-answer.ts';
import { promiseWords } from '../parts/promise-words.ts';
import type { CallStore } from '../state/call-store.ts';
import type { Commitment, Competitor, TimelineCard, TimelineQuestion } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { LiveTranscript } from './live-transcript.tsx';

export function EvidenceSide({ store }: { readonly store: CallStore }) {
  const t = text.value;
  void store.version.value;
  const { questions, competitors, commitments, cards } = store.timeline;
  const asked = questions.filter((each) => each.role === 'customer');
  return (
    <>
      <section class="sheet transcript-sheet">
        <h2>{t.live.transcript}</h2>
        {store.timeline.utterances.length === 0 ? (
          <p class="block-empty">{t.live.transcriptNone}</p>
        ) : (
          <LiveTranscript store={store} />
        )}
      </section>
      <section class="sheet found-sheet">
        <Found title={t.live.questions} none={t.live.questionsNone}>
          {asked.toReversed().map(questionRow)}
        </Found>
        <Found title={t.live.competitors} none={t.live.competitorsNone}>
          {competitors.toReversed().map(competitorRow)}
        </Found>
        <Found title={t.live.promises} none={t.live.promisesNone}>
          {commitments.toReversed().map(promiseRow)}
        </Found>
        <Found title={t.live.history} none={t.live.historyNone}>
          {cards.toReversed().map(cardRow)}
        </Found>
      </section>
    </>
  );
}

interface FoundProps {
  readonly title: string;
  readonly none: string;
  readonly children: ComponentChildren[];
}

function Found({ title, none, children }: FoundProps) {
  return (
    <div class="found">
      <h2>
        {title} {children.length > 0 && <span class="figure found-count">{children.length}</span>}
      </h2>
      {children.length === 0 ? <p class="block-empty">{none}</p> : <ul>{children}</ul>}
    </div>
  );
}

// Rows are plain functions: the time line changes in place, and a component with the same object would not be painted again.

function questionRow(question: TimelineQuestion) {
  const t = text.value;
  const { latencyMs, outcome } = question;
  const state = outcome === null ? 'open' : isLongAnswer(question) ? 'marked' : 'met';
  const words = latencyMs === null ? (outcome === null ? t.live.open : t.live.unanswered) : t.unit.seconds(latencyMs);
  return (
    <li key={question.questionId} class="found-row">
      <Moment atMs={question.startMs} />
      <span class="found-words">{question.text}</span>
      <span class={`found-figure figure ${state}`}>{words}</span>
    </li>
  );
}

function competitorRow(mention: Competitor) {
  const t = text.value.live;
  const state = mention.evidence === null ? 'open' : mention.evidence ? 'proven' : 'hollow';
  const words = mention.evidence === null ? t.evidenceOpen : mention.evidence ? t.evidence : t.noEvidence;
  return (
    <li key={mention.mentionId} class="found-row">
      <Moment atMs={mention.atMs} />
      <span class="found-mention">
        <b>{mention.name}</b>
        <span class={`evidence-mark ${state}`}>{words}</span>
        <span class="found-context">{mention.context}</span>
      </span>
    </li>
  );
}

function promiseRow(promise: Commitment) {
  return (
    <li key={promise.commitmentId} class="found-row">
      <Moment atMs={promise.startMs} />
      <span class="found-mention">
        <span>{promise.action}</span>
        <span class="found-context">{promiseWords(promise)}</span>
      </span>
    </li>
  );
}

function cardRow(card: TimelineCard) {
  return (
    <li key={card.cardId} class="found-row">
      <Moment atMs={card.raisedAtMs} />
      <span class="found-words">{card.pack.title}</span>
      <span class={`fate ${card.fate}`}>{text.value.card.fate[card.fate]}</span>
    </li>
  );
}
