// The quiet blocks of the live page: customer's mood, keywords by category, last lines.

import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Confidence } from '../parts/figures.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { nameIn } from '../parts/names.ts';
import { PersonChip } from '../parts/person.tsx';
import { keywordCounts } from '../parts/talk.ts';
import type { CallStore } from '../state/call-store.ts';
import { readable, text } from '../text/messages.ts';
import { emotionTrend, emotionWindow, mountEmotionChart, type Trend } from './emotion-chart.ts';
import { LiveTranscript } from './live-transcript.tsx';

const TREND_ICON: Readonly<Record<Trend, IconName>> = { up: 'up', down: 'down', same: 'minus' };

export function EmotionBlock({ store }: { readonly store: CallStore }) {
  const t = text.value;
  void store.version.value;
  const shown = emotionWindow(store.timeline.emotion, store.timeline.durationMs);
  const curve = store.timeline.emotion.find((each) => each.role === 'customer');
  const confidence = curve?.confidence.at(-1);
  const trend = emotionTrend(shown);
  return (
    <section class="block emotion">
      <div class="block-head">
        <h2>{t.live.emotion}</h2>
        <span class="block-note">{t.live.emotionNote}</span>
      </div>
      {confidence === undefined ? (
        <p class="block-empty">{t.live.emotionNone}</p>
      ) : (
        <>
          <div class="emotion-row">
            <span class="emotion-axis" aria-hidden="true">
              <span>{t.live.warmer}</span>
              <span>{t.live.cooler}</span>
            </span>
            <EmotionChart store={store} />
          </div>
          <p class="emotion-words">
            <Icon name={TREND_ICON[trend]} size={14} />
            {t.live.emotionTrend[trend]}
            {curve?.evidence.at(-1) === 'words' && <span class="block-note">{t.live.emotionWordsOnly}</span>}
            <Confidence ratio={confidence} isCalibrated={false} />
          </p>
        </>
      )}
      <InterestLine store={store} />
    </section>
  );
}

/** The customer who spoke last of those who have a score; a decline is told as an offer on a card, not here. */
function InterestLine({ store }: { readonly store: CallStore }) {
  const t = text.value.interest;
  void store.version.value;
  const curve = [...store.timeline.interest].sort((a, b) => (b.atMs.at(-1) ?? 0) - (a.atMs.at(-1) ?? 0))[0];
  const score = curve?.score.at(-1);
  return (
    <p class="interest-line">
      <b>{t.title}</b>
      {score === undefined ? (
        <span class="block-note">{t.none}</span>
      ) : (
        <>
          <span class="figure">{t.now(score)}</span>
          <Confidence ratio={curve?.confidence.at(-1) ?? 0} isCalibrated={false} />
          <span class="block-note">{t.note}</span>
        </>
      )}
    </p>
  );
}

function EmotionChart({ store }: { readonly store: CallStore }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    return mountEmotionChart(element.current, {
      read: () => emotionWindow(store.timeline.emotion, store.timeline.durationMs),
      watch: (changed) => watchSamples(store, changed),
    });
  }, [store]);
  return <div class="emotion-chart" ref={element} role="img" aria-label={text.value.live.emotionLabel} />;
}

/** Paints only when a sample came, not for every event. */
function watchSamples(store: CallStore, changed: () => void): () => void {
  let drawn = -1;
  return effect(() => {
    void store.version.value;
    const samples = store.timeline.emotion.reduce((sum, each) => sum + each.atMs.length, 0);
    if (samples === drawn) return;
    drawn = samples;
    changed();
  });
}

const SHOWN_CATEGORIES = 5;

export function KeywordBars({ store }: { readonly store: CallStore }) {
  const t = text.value;
  void store.version.value;
  const counts = keywordCounts(store.timeline).slice(0, SHOWN_CATEGORIES);
  const most = Math.max(6, ...counts.map(({ rep, customer }) => rep + customer));
  return (
    <section class="block keywords">
      <div class="block-head">
        <h2>{t.live.keywords}</h2>
      </div>
      {counts.length === 0 && <p class="block-empty">{t.live.keywordsNone}</p>}
      <ul class="keyword-bars">
        {counts.map(({ category, rep, customer }) => (
          <li key={category}>
            <span class="keyword-name">{readable(category)}</span>
            <span class="keyword-bar" role="img" aria-label={t.live.keywordLabel(readable(category), rep, customer)}>
              <i class="rep" style={{ width: `${(rep / most) * 100}%` }} />
              <i class="customer" style={{ width: `${(customer / most) * 100}%` }} />
            </span>
            <span class="figure" aria-hidden="true">
              {rep + customer}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const LAST_LINES = 3;

interface LastLinesProps {
  readonly store: CallStore;
  readonly isExpanded: boolean;
  readonly toggle: () => void;
}

export function LastLines({ store, isExpanded, toggle }: LastLinesProps) {
  const t = text.value;
  void store.version.value;
  const { utterances } = store.timeline;
  const lines = isExpanded ? utterances : utterances.slice(-LAST_LINES);
  return (
    <section class={`block last-lines ${isExpanded ? 'expanded' : ''}`}>
      <div class="block-head">
        <h2>{t.live.transcript}</h2>
        {utterances.length > LAST_LINES && (
          <button type="button" class="link" onClick={toggle} aria-expanded={isExpanded} aria-keyshortcuts="T">
            {isExpanded ? t.live.collapse : t.live.expand}
          </button>
        )}
      </div>
      {utterances.length === 0 && <p class="block-empty">{t.live.transcriptNone}</p>}
      {isExpanded ? (
        <LiveTranscript store={store} />
      ) : (
        lines.map((line) => (
          <p key={line.segmentId} class="last-line">
            <span class="line-who">
              <PersonChip of={line.role} {...nameIn(store.timeline, line.participantId)} />
            </span>{' '}
            {line.text}
          </p>
        ))
      )}
    </section>
  );
}
