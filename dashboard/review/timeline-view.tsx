// The time line with its bar of buttons, the names of its lanes beside it and the whole call above it.

import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../parts/icon.tsx';
import { RoleMark } from '../parts/person.tsx';
import { clock, durationTag, readable, text } from '../text/messages.ts';
import { lengthOf } from './geometry.ts';
import { AXIS_HEIGHT, KEYWORD_ROW_HEIGHT, type Lane, type LaneLayout, layOut } from './lanes.ts';
import type { Marks } from './marks.ts';
import { stretchWords } from './moment-words.ts';
import { mountOverview } from './overview-island.ts';
import type { Review } from './review-state.ts';
import { mountTimeline } from './timeline-island.ts';

const paintedWords = computed(() => {
  const { unit, live } = text.value;
  return { seconds: unit.seconds, clock, unanswered: live.unanswered };
});

export function TimelineView({ review, showKeys }: { readonly review: Review; readonly showKeys: () => void }) {
  const layout = useMemo(() => layOut(review.marks), [review]);
  return (
    <section class="timeline">
      <TimelineBar review={review} showKeys={showKeys} />
      <div class="timeline-body">
        <LaneNames review={review} layout={layout} />
        <div class="timeline-canvases">
          <Overview review={review} />
          <Lanes review={review} layout={layout} />
        </div>
      </div>
    </section>
  );
}

function Overview({ review }: { readonly review: Review }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (element.current ? mountOverview(element.current, review) : undefined), [review]);
  return <div class="overview" ref={element} title={text.value.review.overview} aria-hidden="true" />;
}

function Lanes({ review, layout }: { readonly review: Review; readonly layout: LaneLayout }) {
  const element = useRef<HTMLDivElement>(null);
  const { fromMs, toMs } = review.view.value;
  useEffect(() => {
    if (!element.current) return;
    return mountTimeline(element.current, { review, layout, words: paintedWords });
  }, [review, layout]);
  return <div class="lanes" ref={element} role="img" aria-label={stretchWords(fromMs, toMs)} />;
}

function LaneNames({ review, layout }: { readonly review: Review; readonly layout: LaneLayout }) {
  return (
    <div class="lane-names" aria-hidden="true">
      <div style={{ height: `${AXIS_HEIGHT}px` }} />
      {layout.lanes.map((lane) => (
        <LaneName key={lane.id} lane={lane} marks={review.marks} />
      ))}
    </div>
  );
}

function LaneName({ lane, marks }: { readonly lane: Lane; readonly marks: Marks }) {
  const { categories } = marks;
  const moods = marks.emotion.map(({ role }) => role).filter((role) => role === 'rep' || role === 'customer');
  const { lanes } = text.value.review;
  const style = { height: `${lane.height}px` };
  if (lane.id === 'keywords') {
    return (
      <div class="lane-name rows" style={style}>
        {categories.map((category) => (
          <span key={category} style={{ height: `${KEYWORD_ROW_HEIGHT}px` }}>
            {readable(category)}
          </span>
        ))}
      </div>
    );
  }
  if (lane.id === 'emotion') {
    return (
      <div class="lane-name mood" style={style}>
        <span class="mood-name">
          {lanes.emotion}
          {moods.map((role) => (
            <RoleMark key={role} of={role} />
          ))}
        </span>
        <span class="ends">
          <span>{text.value.live.warmer}</span>
          <span>{text.value.live.cooler}</span>
        </span>
      </div>
    );
  }
  const role = lane.id === 'rep' || lane.id === 'customer' ? lane.id : lane.id === 'others' ? 'colleague' : null;
  return (
    <div class="lane-name" style={style}>
      {role && <RoleMark of={role} />}
      {lanes[lane.id]}
    </div>
  );
}

const ZOOM_STEP = 1.6;

function TimelineBar({ review, showKeys }: { readonly review: Review; readonly showKeys: () => void }) {
  const t = text.value;
  const rate = review.rate.value;
  const isPlaying = rate !== 0;
  return (
    <div class="timeline-bar">
      <button
        type="button"
        class="icon-button play"
        aria-label={isPlaying ? t.review.pause : t.review.play}
        title={review.sound.state.value === 'ready' ? undefined : t.review.silentPlay}
        onClick={() => review.setRate(isPlaying ? 0 : 1)}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <CursorTime review={review} />
      <SoundButton review={review} />
      <span class="timeline-rate">{isPlaying ? t.review.speed(rate) : ''}</span>
      <span class="timeline-space" />
      <ViewStretch review={review} />
      <Zoom icon="minus" label={t.review.zoomOut} act={() => review.zoom(ZOOM_STEP)} />
      <Zoom icon="plus" label={t.review.zoomIn} act={() => review.zoom(1 / ZOOM_STEP)} />
      <Zoom icon="fit" label={t.review.zoomAll} act={() => review.look({ fromMs: 0, toMs: review.marks.durationMs })} />
      <Zoom icon="keyboard" label={t.app.keys} act={showKeys} />
    </div>
  );
}

function SoundButton({ review }: { readonly review: Review }) {
  const t = text.value.review;
  const state = review.sound.state.value;
  if (state === 'none') return null;
  const words = { there: t.sound, loading: t.soundLoading, ready: t.soundReady, failed: t.soundFailed };
  const isDone = state === 'loading' || state === 'ready';
  return (
    <span class="timeline-sound" role="status">
      {isDone ? (
        words[state]
      ) : (
        <button type="button" class="button quiet" onClick={() => void review.sound.load()}>
          {words[state]}
        </button>
      )}
    </span>
  );
}

function Zoom({ icon, label, act }: { readonly icon: IconName; readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function CursorTime({ review }: { readonly review: Review }) {
  const second = useMemo(() => computed(() => Math.floor(review.cursorMs.value / 1000)), [review]).value;
  return (
    <span class="cursor-time figure">
      <time dateTime={durationTag(second * 1000)}>{clock(second * 1000)}</time>
      <span class="of"> / {clock(review.timeline.durationMs)}</span>
    </span>
  );
}

function ViewStretch({ review }: { readonly review: Review }) {
  const view = review.view.value;
  if (lengthOf(view) >= review.timeline.durationMs) return null;
  return (
    <span class="view-stretch figure">
      {clock(view.fromMs)} – {clock(view.toMs)}
    </span>
  );
}
