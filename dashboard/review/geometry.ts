// Where moments stand on the time line, and how the view moves over the call. One linear axis for all lanes. Pure.

/** The stretch of the call that is in view; half-open. */
export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Closer than this says nothing new: half a second would be one word. */
export const SHORTEST_VIEW_MS = 4_000;

export const lengthOf = ({ fromMs, toMs }: View) => toMs - fromMs;
export const xOf = (view: View, width: number, atMs: number) => ((atMs - view.fromMs) / lengthOf(view)) * width;
export const msAt = (view: View, width: number, x: number) => view.fromMs + (x / width) * lengthOf(view);

/** The same stretch, inside the call and not shorter than it may be. */
export function clampView(view: View, durationMs: number): View {
  const whole = Math.max(durationMs, SHORTEST_VIEW_MS);
  const length = Math.min(whole, Math.max(SHORTEST_VIEW_MS, lengthOf(view)));
  const fromMs = Math.min(Math.max(0, view.fromMs), whole - length);
  return { fromMs, toMs: fromMs + length };
}

/** Zooms by a factor (under 1: closer) so that `atMs` stays where it is on the screen. */
export function zoomAt(view: View, factor: number, atMs: number, durationMs: number): View {
  const whole = Math.max(durationMs, SHORTEST_VIEW_MS);
  const length = Math.min(whole, Math.max(SHORTEST_VIEW_MS, lengthOf(view) * factor));
  const ratio = (atMs - view.fromMs) / lengthOf(view);
  const fromMs = atMs - ratio * length;
  return clampView({ fromMs, toMs: fromMs + length }, durationMs);
}

export function panBy(view: View, byMs: number, durationMs: number): View {
  return clampView({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, durationMs);
}

/** The view moved, no more than it must, so that a moment is in it with some room; the same view where it is already. */
export function viewWith(view: View, atMs: number, durationMs: number): View {
  const room = lengthOf(view) * 0.1;
  if (atMs >= view.fromMs && atMs <= view.toMs) return view;
  const byMs = atMs < view.fromMs ? atMs - room - view.fromMs : atMs + room - view.toMs;
  return panBy(view, byMs, durationMs);
}

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);
const LEAST_TICK_PX = 72;

/** Moments to write on the axis: round figures, far enough from each other to be read. */
export function axisTicks(view: View, width: number): readonly number[] {
  const pxPerMs = width / lengthOf(view);
  const step = STEPS_MS.find((each) => each * pxPerMs >= LEAST_TICK_PX) ?? 7_200_000;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(view.fromMs / step) * step; atMs <= view.toMs; atMs += step) ticks.push(atMs);
  return ticks;
}
