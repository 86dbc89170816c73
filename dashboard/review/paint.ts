// Paints the lanes of a time line on a canvas: only what is in view. Voices, slides, answers and the axis are here, marks
// in paint-marks.ts.

import { axisTicks, xOf } from './geometry.ts';
import { AXIS_HEIGHT, type Lane, type LaneId } from './lanes.ts';
import type { QuestionMark, SpeechMark } from './marks.ts';
import { paintInterest } from './paint-interest.ts';
import {
  paintCards,
  paintCompetitors,
  paintEmotion,
  paintKeywords,
  paintObjections,
  paintShowings,
} from './paint-marks.ts';
import { box, CROWDED_PX, fitText, type Painting, placed } from './painting.ts';
import { type SpanIndex, spansIn } from './span-index.ts';

const PAINTERS: Readonly<Record<LaneId, (painting: Painting, lane: Lane) => void>> = {
  slides: paintSlides,
  rep: (painting, lane) => paintVoice(painting, lane, painting.marks.rep),
  customer: (painting, lane) => {
    paintVoice(painting, lane, painting.marks.customer);
    paintObjections(painting, lane);
    paintShowings(painting, lane);
  },
  others: (painting, lane) => paintVoice(painting, lane, painting.marks.others),
  crosstalk: paintCrosstalk,
  questions: paintQuestions,
  emotion: paintEmotion,
  interest: paintInterest,
  keywords: paintKeywords,
  competitors: paintCompetitors,
  cards: paintCards,
};

export function paintTimeline(painting: Painting): void {
  const { ctx, width, layout, fontFamily } = painting;
  ctx.clearRect(0, 0, width, layout.height);
  ctx.font = `12px ${fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 1;
  paintAxis(painting);
  for (const lane of layout.lanes) {
    line(painting, lane.top, painting.colours.line);
    PAINTERS[lane.id](painting, lane);
  }
}

function paintAxis({ ctx, view, width, colours, layout, words }: Painting): void {
  for (const atMs of axisTicks(view, width)) {
    const x = Math.round(xOf(view, width, atMs)) + 0.5;
    ctx.strokeStyle = colours.line;
    ctx.beginPath();
    ctx.moveTo(x, AXIS_HEIGHT - 6);
    ctx.lineTo(x, layout.height);
    ctx.stroke();
    ctx.fillStyle = colours['ink-faint'];
    const label = words.clock(atMs);
    const labelWidth = ctx.measureText(label).width;
    ctx.fillText(label, Math.min(Math.max(0, x - labelWidth / 2), width - labelWidth), 9);
  }
}

function line({ ctx, width }: Painting, top: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(0, top + 0.5);
  ctx.lineTo(width, top + 0.5);
  ctx.stroke();
}

/** On less than this a slide shows its number alone. */
const LEAST_TITLE_PX = 56;

function paintSlides(painting: Painting, lane: Lane): void {
  const { ctx, view, marks, colours } = painting;
  for (const slide of spansIn(marks.slides, view.fromMs, view.toMs)) {
    const [x, wide] = placed(painting, slide);
    if (wide < CROWDED_PX) {
      ctx.fillStyle = colours['line-strong'];
      ctx.fillRect(x, lane.top + 8, 1, lane.height - 16);
      continue;
    }
    ctx.fillStyle = colours.sunken;
    ctx.strokeStyle = colours['line-strong'];
    box(ctx, x + 1, lane.top + 5, Math.max(1, wide - 2), lane.height - 10, 3);
    ctx.fill();
    ctx.stroke();
    if (slide.keyReception !== null) {
      ctx.fillStyle = colours.customer;
      ctx.fillRect(x + 4, lane.top + lane.height - 8, (wide - 8) * slide.keyReception, 2);
    }
    ctx.fillStyle = colours['ink-soft'];
    const left = Math.max(x, 0);
    const isWide = wide >= LEAST_TITLE_PX && slide.title !== null;
    const label = isWide ? `${slide.number} ${slide.title}` : `${slide.number}`;
    fitText(ctx, label, left + 7, lane.top + lane.height / 2 + 0.5, x + wide - left - 12);
  }
}

function paintVoice(painting: Painting, lane: Lane, voice: SpanIndex<SpeechMark>): void {
  const { ctx, view, marks, colours } = painting;
  const [top, high] = [lane.top + 6, lane.height - 12];
  for (const span of spansIn(voice, view.fromMs, view.toMs)) {
    const [x, wide] = placed(painting, span);
    ctx.fillStyle = colours[span.role === 'unknown' ? 'line-strong' : span.role];
    box(ctx, x, top, wide, high, 3);
    ctx.fill();
  }
  for (const span of spansIn(marks.overlaps, view.fromMs, view.toMs)) {
    const [x, wide] = placed(painting, span);
    hatch(ctx, x, top, wide, high, colours.surface);
  }
}

/** Where somebody else's voice was heard on a channel and left out: an empty box in the colour of that channel's role. */
function paintCrosstalk(painting: Painting, lane: Lane): void {
  const { ctx, view, marks, colours } = painting;
  for (const span of spansIn(marks.crosstalk, view.fromMs, view.toMs)) {
    const [x, wide] = placed(painting, span);
    ctx.strokeStyle = colours[span.role === 'unknown' ? 'line-strong' : span.role];
    ctx.strokeRect(x + 0.5, lane.top + 4.5, Math.max(1, wide - 1), lane.height - 9);
  }
}

/** Diagonal strokes over a block: both speak. */
function hatch(
  ctx: CanvasRenderingContext2D,
  x: number,
  top: number,
  wide: number,
  high: number,
  colour: string,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, top, wide, high);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (let at = x - high; at < x + wide; at += 5) {
    ctx.moveTo(at, top + high);
    ctx.lineTo(at + high, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** How long each question waited: a bar between two ends; its length in words where the next bar leaves room for it. */
function paintQuestions(painting: Painting, lane: Lane): void {
  const { ctx, view, width, marks, colours, words } = painting;
  const middle = Math.round(lane.top + lane.height / 2) + 0.5;
  const shown = [...spansIn(marks.questions, view.fromMs, view.toMs)];
  shown.forEach((mark, at) => {
    const [x, wide] = placed(painting, mark);
    paintWait(painting, mark, x, wide, middle);
    const label = mark.question.latencyMs === null ? words.unanswered : words.seconds(mark.question.latencyMs);
    const next = shown[at + 1];
    const room = (next ? xOf(view, width, next.startMs) : width) - (x + wide + 5);
    ctx.fillStyle = mark.isLong ? colours.amber : colours['ink-soft'];
    if (ctx.measureText(label).width + 4 <= room) ctx.fillText(label, x + wide + 5, middle + 0.5);
  });
  ctx.lineWidth = 1;
}

function paintWait(painting: Painting, mark: QuestionMark, x: number, wide: number, middle: number): void {
  const { ctx, colours, chosenId } = painting;
  const isOpen = mark.question.outcome !== 'answered';
  if (wide < 3) {
    ctx.fillStyle = mark.isLong ? colours['amber-fill'] : colours['line-strong'];
    ctx.fillRect(x - 1, middle - (mark.isLong ? 8 : 4), 2, mark.isLong ? 16 : 8);
    return;
  }
  if (mark.isLong) {
    ctx.fillStyle = colours['amber-fill'];
    ctx.globalAlpha = isOpen ? 0.35 : 1;
    ctx.fillRect(x, middle - 4, Math.max(3, wide), 8);
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = mark.isLong ? colours.amber : colours['ink-soft'];
  ctx.lineWidth = mark.question.questionId === chosenId ? 2.5 : 1.5;
  ctx.setLineDash(isOpen ? [3, 3] : []);
  ctx.beginPath();
  for (const end of [x, x + wide]) {
    ctx.moveTo(end, middle - 7);
    ctx.lineTo(end, middle + 7);
  }
  if (!mark.isLong) {
    ctx.moveTo(x, middle);
    ctx.lineTo(x + wide, middle);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}
