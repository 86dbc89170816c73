// The slide on screen at the cursor: its picture or its words in a frame, where customers looked, how much of its points
// arrived, and what was said over it.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { HEAT_COLUMNS, HEAT_ROWS } from '../../gateway/protocol/timeline-material.ts';
import { Moment as MomentTime } from '../parts/figures.tsx';
import { nameIn } from '../parts/names.ts';
import { PersonChip } from '../parts/person.tsx';
import { readColours, watchTheme } from '../parts/theme-colours.ts';
import type { Attention, Timeline } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { heatOf, mostLookedAt, type OnScreen, onScreenAt, regionsOf } from './on-screen.ts';
import type { Review } from './review-state.ts';

export function SlidePart({ review }: { readonly review: Review }) {
  const t = text.value.slide;
  const second = Math.floor(review.cursorMs.value / 100) * 100;
  const shown = useMemo(() => onScreenAt(review.timeline, second + 99), [review, second]);
  if (!shown) return null;
  const { slide, number, material } = shown;
  const title = slide ? (slide.title ?? material?.title ?? null) : null;
  return (
    <div class="moment-part slide-part">
      <h3>
        {t.onScreen}
        {slide && <MomentTime atMs={slide.startMs} />}
      </h3>
      <p class="slide-title">{slide ? `${number} ${title ?? ''}` : t.noSlides}</p>
      <Frame shown={shown} title={title} />
      <Gaze shown={shown} />
      {slide && <Facts shown={shown} timeline={review.timeline} />}
      {shown.steps.length > 0 && <Steps shown={shown} review={review} />}
      {shown.said.length > 0 && <Said shown={shown} review={review} />}
    </div>
  );
}

/** The frame has the shape of the picture, so that places in [0, 1] of the slide lie where they belong. */
function Frame({ shown, title }: { readonly shown: OnScreen; readonly title: string | null }) {
  const { material, attention } = shown;
  const [shape, setShape] = useState<{ readonly image: string; readonly ratio: number } | null>(null);
  const image = material?.image ?? null;
  const aspectRatio = shape !== null && shape.image === image ? `${shape.ratio}` : undefined;
  return (
    <div class="slide-frame" style={{ aspectRatio }}>
      {image !== null ? (
        <img
          src={image}
          alt={title ?? ''}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (naturalWidth > 0 && naturalHeight > 0) setShape({ image, ratio: naturalWidth / naturalHeight });
          }}
        />
      ) : (
        <div class="slide-outline">
          {title && <b>{title}</b>}
          {material?.outline.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </div>
      )}
      {attention && <Heat attention={attention} />}
      {regionsOf(shown).map(({ region }, at) => (
        <span
          key={region.regionId}
          class="key-region"
          aria-hidden="true"
          style={{
            left: `${region.x * 100}%`,
            top: `${region.y * 100}%`,
            width: `${region.width * 100}%`,
            height: `${region.height * 100}%`,
          }}
        >
          <i>{at + 1}</i>
        </span>
      ))}
    </div>
  );
}

/** One pixel a cell; the browser smooths it over the frame. */
function Heat({ attention }: { readonly attention: Attention }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const paint = () => paintHeat(element, attention);
    paint();
    return watchTheme(paint);
  }, [attention]);
  return <canvas ref={canvas} class="heat" width={HEAT_COLUMNS} height={HEAT_ROWS} />;
}

function paintHeat(canvas: HTMLCanvasElement, attention: Attention): void {
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  ctx.clearRect(0, 0, HEAT_COLUMNS, HEAT_ROWS);
  ctx.fillStyle = readColours(document.body).customer;
  for (const [cell, heat] of heatOf(attention).entries()) {
    ctx.globalAlpha = heat * 0.75;
    if (heat > 0) ctx.fillRect(cell % HEAT_COLUMNS, Math.floor(cell / HEAT_COLUMNS), 1, 1);
  }
  ctx.globalAlpha = 1;
}

function Gaze({ shown }: { readonly shown: OnScreen }) {
  const t = text.value.slide;
  const { seconds, percent } = text.value.unit;
  const { attention } = shown;
  if (!attention) return <p class="block-empty">{t.noGaze}</p>;
  const most = mostLookedAt(attention);
  const place = most && t.most(t.places[most.row * 3 + most.column] ?? '', percent(most.ratio));
  return (
    <p class="gaze-words">
      {t.gaze(seconds(attention.observedMs))} {place ?? t.elsewhere}
    </p>
  );
}

function Facts({ shown, timeline }: { readonly shown: OnScreen; readonly timeline: Timeline }) {
  const t = text.value.slide;
  const { seconds, percent } = text.value.unit;
  const { slide } = shown;
  if (!slide) return null;
  const { viewed } = slide;
  const regions = regionsOf(shown);
  const dwell = seconds((slide.endMs ?? timeline.durationMs) - slide.startMs);
  const facts: readonly (readonly [string, string])[] = [
    [t.dwell, viewed?.isSkimmed ? `${dwell} · ${t.skimmed}` : dwell],
    ...(viewed && viewed.move !== 'first' ? [[t.came, t.moves[viewed.move]] as const] : []),
    ...(viewed && viewed.gazeShare !== null ? [[t.gazeShare, percent(viewed.gazeShare)] as const] : []),
  ];
  return (
    <>
      <dl class="slide-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {regions.length > 0 && (
        <ol class="slide-regions" aria-label={t.regions}>
          {regions.map(({ region, reception }, at) => (
            <li key={region.regionId}>
              <b aria-hidden="true">{at + 1}</b>
              <span>{region.title ?? region.phrases?.[0] ?? region.regionId}</span>
              <span class="figure">{reception === null ? t.receptionUnknown : t.reception(percent(reception))}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** What was marked on it and which files were opened meanwhile. */
function Steps({ shown, review }: { readonly shown: OnScreen; readonly review: Review }) {
  const t = text.value.slide;
  const personOf = (id: string | null) =>
    id === null ? null : (review.timeline.participants.find(({ participantId }) => participantId === id) ?? null);
  return (
    <div class="slide-said">
      <h3>{t.steps}</h3>
      {shown.steps.map((step) => {
        const person = personOf(step.participantId);
        return (
          <p key={`${step.atMs}-${step.kind}-${step.itemId}`} class="moment-quote">
            {person && <PersonChip of={person.role} {...nameIn(review.timeline, person.participantId)} />}{' '}
            {step.kind === 'file' ? t.opened(step.title ?? step.itemId ?? '') : t.marked(step.text)}{' '}
            <MomentTime atMs={step.atMs} />
          </p>
        );
      })}
    </div>
  );
}

const SAID_FIRST = 4;

function Said({ shown, review }: { readonly shown: OnScreen; readonly review: Review }) {
  const t = text.value.slide;
  const [wholeOf, showWhole] = useState<number | null>(null);
  const { said, slide } = shown;
  const isWhole = wholeOf === slide?.startMs;
  const lines = isWhole ? said : said.slice(0, SAID_FIRST);
  return (
    <div class="slide-said">
      <h3>{t.said}</h3>
      {lines.map((line) => (
        <p key={line.segmentId} class="moment-quote">
          <PersonChip of={line.role} {...nameIn(review.timeline, line.participantId)} /> {line.text}
        </p>
      ))}
      {lines.length < said.length && (
        <button type="button" class="link" onClick={() => showWhole(slide?.startMs ?? null)}>
          {t.allSaid(said.length)}
        </button>
      )}
    </div>
  );
}
