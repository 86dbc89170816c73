// The customer's mood over the last three minutes, as a canvas island: uPlot draws the smoothed curve and, around it, a
// band that is the wider the less sure the curve is.

import uPlot from 'uplot';
import { type Colours, readColours, watchTheme } from '../parts/theme-colours.ts';
import type { Timeline } from '../state/wire.ts';

const SHOWN_MS = 180_000;
/** Half the width of the band where nothing is known, in valence. */
const WIDEST_BAND = 0.6;

export interface EmotionWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number[];
  readonly low: number[];
  readonly middle: number[];
  readonly high: number[];
}

export interface EmotionSource {
  readonly read: () => EmotionWindow;
  /** Calls back when there is something new to read. */
  readonly watch: (changed: () => void) => () => void;
}

/** The newest stretch of the first customer's curve. */
export function emotionWindow(curves: Timeline['emotion'], nowMs: number): EmotionWindow {
  const fromMs = Math.max(0, nowMs - SHOWN_MS);
  const shown: EmotionWindow = { fromMs, toMs: fromMs + SHOWN_MS, atMs: [], low: [], middle: [], high: [] };
  const curve = curves.find((each) => each.role === 'customer');
  if (!curve) return shown;
  const first = Math.max(0, curve.atMs.findIndex((atMs) => atMs >= fromMs) - 1);
  for (let at = first; at < curve.atMs.length; at += 1) {
    const valence = curve.valence[at] ?? 0;
    const half = (1 - (curve.confidence[at] ?? 0)) * WIDEST_BAND;
    shown.atMs.push(curve.atMs[at] ?? 0);
    shown.low.push(Math.max(-1, valence - half));
    shown.middle.push(valence);
    shown.high.push(Math.min(1, valence + half));
  }
  return shown;
}

export type Trend = 'up' | 'down' | 'same';

/** The newest value against half a minute before; a small change is none. */
export function emotionTrend({ atMs, middle }: EmotionWindow): Trend {
  const newest = middle.at(-1) ?? 0;
  const since = atMs.findIndex((each) => each >= (atMs.at(-1) ?? 0) - 30_000);
  const change = newest - (middle[Math.max(0, since)] ?? 0);
  if (Math.abs(change) < 0.1) return 'same';
  return change > 0 ? 'up' : 'down';
}

export function mountEmotionChart(element: HTMLElement, source: EmotionSource): () => void {
  let colours = readColours(element);
  let shown = source.read();
  const plot = new uPlot(
    options(
      element,
      () => colours,
      () => shown,
    ),
    columns(shown),
    element,
  );
  const paint = () => {
    shown = source.read();
    plot.setData(columns(shown), true);
  };
  const resize = new ResizeObserver(() => {
    plot.setSize({ width: element.clientWidth, height: element.clientHeight });
  });
  resize.observe(element);
  const stop = [
    source.watch(paint),
    watchTheme(() => {
      colours = readColours(element);
      plot.redraw(true);
    }),
  ];
  return () => {
    for (const each of stop) each();
    resize.disconnect();
    plot.destroy();
  };
}

const columns = ({ atMs, low, middle, high }: EmotionWindow): uPlot.AlignedData => [atMs, low, high, middle];

function options(element: HTMLElement, colours: () => Colours, shown: () => EmotionWindow): uPlot.Options {
  const hidden = { points: { show: false }, width: 0 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    padding: [2, 0, 2, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: () => [shown().fromMs, shown().toMs] },
      y: { range: () => [-1, 1] },
    },
    series: [{}, hidden, hidden, { points: { show: false }, width: 2, stroke: () => colours().customer }],
    bands: [{ series: [2, 1], fill: () => colours()['customer-band'] }],
    hooks: { drawClear: [(plot) => drawBaseline(plot, colours())] },
  };
}

/** The customer's own baseline: what the curve is measured against. */
function drawBaseline(plot: uPlot, colours: Colours): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(0, 'y', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = colours['line-strong'];
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
