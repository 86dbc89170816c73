// Paints the interest of customers below their mood: the score against 50, which is how each began, with a band where it is
// not sure, and a bar under the stretch in which a change was noticed.

import { xOf } from './geometry.ts';
import type { Lane } from './lanes.ts';
import { type Painting, placed } from './painting.ts';
import { spansIn } from './span-index.ts';

/** Half the width of the band where nothing is known, in points of the score. */
const WIDEST_BAND = 40;

export function paintInterest(painting: Painting, lane: Lane): void {
  const { ctx, width, colours, marks } = painting;
  const middle = Math.round(lane.top + lane.height / 2) + 0.5;
  ctx.strokeStyle = colours['line-strong'];
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(0, middle);
  ctx.lineTo(width, middle);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const curve of marks.interest) paintCurve(painting, lane, curve);
  paintChanges(painting, lane);
}

function paintCurve(painting: Painting, lane: Lane, curve: Painting['marks']['interest'][number]): void {
  const { ctx, view, width, colours } = painting;
  const { atMs, score, confidence } = curve;
  const y = (value: number) => lane.top + 4 + (1 - Math.min(100, Math.max(0, value)) / 100) * (lane.height - 8);
  const x = (at: number) => xOf(view, width, atMs[at] ?? 0);
  const spread = (at: number) => (1 - (confidence[at] ?? 0)) * WIDEST_BAND;
  const value = (at: number) => score[at] ?? 50;
  const points = [...atMs.keys()].filter((at) => x(at) > -width && x(at) < 2 * width);
  if (points.length < 2) return;
  ctx.fillStyle = colours['customer-band'];
  ctx.beginPath();
  for (const at of points) ctx.lineTo(x(at), y(value(at) + spread(at)));
  for (const at of points.toReversed()) ctx.lineTo(x(at), y(value(at) - spread(at)));
  ctx.fill();
  ctx.strokeStyle = colours.customer;
  ctx.lineWidth = 2;
  ctx.beginPath();
  for (const at of points) ctx.lineTo(x(at), y(value(at)));
  ctx.stroke();
  ctx.lineWidth = 1;
}

/** Amber below for a decline, green above for a recovery: colour and place say the same. */
function paintChanges(painting: Painting, lane: Lane): void {
  const { ctx, view, colours, marks, chosenId } = painting;
  for (const mark of spansIn(marks.interestChanges, view.fromMs, view.toMs)) {
    const [x, wide] = placed(painting, mark);
    const isDecline = mark.direction === 'declined';
    const high = mark.id === chosenId ? 5 : 3;
    ctx.fillStyle = isDecline ? colours['amber-fill'] : colours.green;
    ctx.fillRect(x, isDecline ? lane.top + lane.height - high - 1 : lane.top + 2, Math.max(3, wide), high);
  }
}
