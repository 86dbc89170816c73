// Figures with their unit: confidence, stretches of time.

import { clock, durationTag, text } from '../text/messages.ts';

interface ConfidenceProps {
  readonly ratio: number;
  readonly isCalibrated: boolean;
}

const STEPS = 5;

/** A meter of five steps and the figure; what was not calibrated on labelled data says so in place of a percentage. */
export function Confidence({ ratio, isCalibrated }: ConfidenceProps) {
  const t = text.value;
  const filled = Math.round(ratio * STEPS);
  const words = isCalibrated ? t.card.confidence(ratio) : t.card.uncalibratedMeaning;
  return (
    <span class={`confidence ${isCalibrated ? '' : 'rough'}`} title={words}>
      <span class="steps" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, step) => (
          <i key={step} class={step < filled ? 'on' : ''} />
        ))}
      </span>
      <span class="figure" aria-hidden="true">
        {isCalibrated ? t.unit.percent(ratio) : t.card.uncalibrated}
      </span>
      <span class="unseen">{words}</span>
    </span>
  );
}

/** A moment of the call, `12:41`. */
export function Moment({ atMs }: { readonly atMs: number }) {
  return (
    <time class="figure" dateTime={durationTag(atMs)}>
      {clock(atMs)}
    </time>
  );
}
