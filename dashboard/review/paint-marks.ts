// Paints the marks of a time line: the mood with its band, keyword ticks, competitor flags, objections, cards.

import { lengthOf, xOf } from './geometry.ts';
import { KEYWORD_ROW_HEIGHT, type Lane } from './lanes.ts';
import { CROWDED_PX, fitText, type Painting, placed } from './painting.ts';
import { firstWhere, spansIn } from './span-index.ts';

/** Half the width of the band where nothing is known, in valence. */
const WIDEST_BAND = 0.6;

export function paintEmotion(painting: Painting, lane: Lane): void {
  const { ctx, width, colours, marks } = painting;
  const middle = Math.round(lane.top + lane.height / 2) + 0.5;
  ctx.strokeStyle = colours['line-strong'];
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(0, middle);
  ctx.lineTo(width, middle);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const curve of marks.emotion) {
    if (curve.role === 'customer') paintCurve(painting, lane, curve, colours['customer-band'], colours.customer);
    else if (curve.role === 'rep') paintCurve(painting, lane, curve, null, colours.rep);
  }
}

type Curve = Painting['marks']['emotion'][number];

function paintCurve(painting: Painting, lane: Lane, curve: Curve, band: string | null, stroke: string): void {
  const { ctx, view, width } = painting;
  const { atMs, valence, confidence } = curve;
  const first = Math.max(0, firstWhere(atMs.length, (at) => (atMs[at] ?? 0) >= view.fromMs) - 1);
  const end = Math.min(atMs.length, firstWhere(atMs.length, (at) => (atMs[at] ?? 0) > view.toMs) + 1);
  // No more points than every second pixel: the eye sees no more, and two hours hold 7,200 samples.
  const stride = Math.max(1, Math.floor((end - first) / Math.max(1, width / 2)));
  const half = lane.height / 2 - 4;
  const y = (value: number) => lane.top + lane.height / 2 - Math.min(1, Math.max(-1, value)) * half;
  const x = (at: number) => xOf(view, width, atMs[at] ?? 0);
  const spread = (at: number) => (1 - (confidence[at] ?? 0)) * WIDEST_BAND;
  const points: number[] = [];
  for (let at = first; at < end; at += stride) points.push(at);
  if (points.length < 2) return;
  if (band) {
    ctx.fillStyle = band;
    ctx.beginPath();
    for (const at of points) ctx.lineTo(x(at), y((valence[at] ?? 0) + spread(at)));
    for (const at of points.toReversed()) ctx.lineTo(x(at), y((valence[at] ?? 0) - spread(at)));
    ctx.fill();
  }
  ctx.strokeStyle = stroke;
  ctx.lineWidth = band ? 2 : 1.5;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (const at of points) ctx.lineTo(x(at), y(valence[at] ?? 0));
  ctx.stroke();
  ctx.lineWidth = 1;
}

export function paintKeywords(painting: Painting, lane: Lane): void {
  const { ctx, view, width, colours, marks } = painting;
  const drawn = new Map<number, number>();
  for (const { startMs, row, role } of spansIn(marks.keywords, view.fromMs, view.toMs)) {
    const x = Math.round(xOf(view, width, startMs));
    // A second tick on the same pixel of the same row would not be seen.
    if (drawn.get(row) === x) continue;
    drawn.set(row, x);
    ctx.fillStyle = colours[role === 'unknown' ? 'ink-faint' : role];
    const top = lane.top + 4 + row * KEYWORD_ROW_HEIGHT;
    if (role === 'customer') {
      ctx.beginPath();
      ctx.arc(x, top + KEYWORD_ROW_HEIGHT / 2, 3, 0, 2 * Math.PI);
      ctx.fill();
    } else ctx.fillRect(x - 1.5, top + 3, 3, KEYWORD_ROW_HEIGHT - 6);
  }
}

/** Filled: backed with evidence; hollow: none was heard; dotted: not known. */
export function paintCompetitors(painting: Painting, lane: Lane): void {
  const { ctx, view, width, colours, marks, chosenId } = painting;
  const top = lane.top + 6;
  const bottom = lane.top + lane.height - 5;
  const flagMs = (12 / width) * lengthOf(view);
  const shown = [...spansIn(marks.competitors, view.fromMs - flagMs, view.toMs)];
  shown.forEach(({ id, startMs, name, evidence }, at) => {
    const x = Math.round(xOf(view, width, startMs)) + 0.5;
    const before = shown[at - 1];
    const isCrowded = before !== undefined && x - xOf(view, width, before.startMs) < CROWDED_PX && id !== chosenId;
    ctx.strokeStyle = evidence ? colours.green : colours['ink-soft'];
    ctx.lineWidth = id === chosenId ? 2.5 : isCrowded ? 1 : 1.5;
    if (isCrowded) {
      ctx.beginPath();
      ctx.moveTo(x, bottom);
      ctx.lineTo(x, bottom - 5);
      ctx.stroke();
      return;
    }
    ctx.beginPath();
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, top);
    ctx.stroke();
    if (evidence === null) ctx.setLineDash([2, 2]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x + 11, top);
    ctx.lineTo(x + 8, top + 4);
    ctx.lineTo(x + 11, top + 8);
    ctx.lineTo(x, top + 8);
    ctx.fillStyle = evidence ? colours.green : colours.surface;
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
    const next = shown[at + 1];
    const room = (next ? xOf(view, width, next.startMs) : width) - x - 20;
    ctx.fillStyle = colours['ink-soft'];
    fitText(ctx, name, x + 16, lane.top + lane.height / 2, room);
  });
  ctx.lineWidth = 1;
}

/** A lozenge on the upper edge of the customer's voice. */
export function paintObjections({ ctx, view, width, colours, marks, chosenId }: Painting, lane: Lane): void {
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const { id, startMs } of spansIn(marks.objections, view.fromMs, view.toMs)) {
    const x = xOf(view, width, startMs) + 6;
    const y = lane.top + 6;
    const size = id === chosenId ? 7 : x - drawnTo < 2 * CROWDED_PX ? 3 : 5;
    if (id !== chosenId && x - drawnTo < CROWDED_PX / 2) continue;
    drawnTo = x;
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + size);
    ctx.lineTo(x - size, y);
    ctx.closePath();
    ctx.fillStyle = colours['amber-fill'];
    ctx.fill();
    ctx.strokeStyle = colours.surface;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
  ctx.lineWidth = 1;
}

/** A dot on the lower edge of the customer's voice: an intent, a pain, a word on the decision. */
export function paintShowings({ ctx, view, width, colours, marks, chosenId }: Painting, lane: Lane): void {
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (const { id, startMs } of spansIn(marks.showings, view.fromMs, view.toMs)) {
    const x = xOf(view, width, startMs) + 5;
    if (id !== chosenId && x - drawnTo < CROWDED_PX / 2) continue;
    drawnTo = x;
    ctx.beginPath();
    ctx.arc(x, lane.top + lane.height - 5, id === chosenId ? 5 : 3.5, 0, 2 * Math.PI);
    ctx.fillStyle = colours.green;
    ctx.fill();
    ctx.strokeStyle = colours.surface;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
  ctx.lineWidth = 1;
}

/** From when a card was raised to what became of it: used filled, put aside hollow, passed faint and broken. */
export function paintCards(painting: Painting, lane: Lane): void {
  const { ctx, view, width, colours, marks, chosenId } = painting;
  const middle = Math.round(lane.top + lane.height / 2) + 0.5;
  const shown = [...spansIn(marks.cards, view.fromMs, view.toMs)];
  let busyTo = Number.NEGATIVE_INFINITY;
  shown.forEach((mark, at) => {
    const { fate, cardId, pack } = mark.card;
    const [x, wide] = placed(painting, mark);
    const isUsed = fate === 'accepted';
    const before = shown[at - 1];
    if (before && x - xOf(view, width, before.startMs) < CROWDED_PX && cardId !== chosenId) {
      ctx.fillStyle = isUsed ? colours.green : colours['ink-faint'];
      ctx.fillRect(x, middle + 4, 2, 5);
      return;
    }
    const colour = isUsed ? colours.green : colours['ink-soft'];
    ctx.strokeStyle = colour;
    ctx.lineWidth = cardId === chosenId ? 2.5 : 1.5;
    ctx.setLineDash(fate === 'expired' ? [2, 3] : []);
    ctx.beginPath();
    ctx.moveTo(x + 9, middle);
    ctx.lineTo(Math.max(x + 9, x + wide), middle);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x, middle - 6);
    ctx.lineTo(x + 9, middle);
    ctx.lineTo(x, middle + 6);
    ctx.closePath();
    ctx.fillStyle = isUsed ? colour : colours.surface;
    ctx.fill();
    ctx.stroke();
    const left = Math.max(x + 14, x + wide + 6);
    const next = shown[at + 1];
    const room = (next ? xOf(view, width, next.startMs) : width) - left - 14;
    ctx.fillStyle = isUsed ? colours.green : colours['ink-soft'];
    // No title across the line of another card.
    const isFree = left > busyTo;
    busyTo = Math.max(busyTo, left);
    if (isFree) fitText(ctx, pack.title, left, middle + 0.5, room);
  });
  ctx.lineWidth = 1;
}
