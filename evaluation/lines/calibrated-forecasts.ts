// Confidences that people are shown, beside what is true. In: what a pipeline says with its threshold at zero, line by line.
// Out: area under ROC and calibration error; nothing where the confidence does not claim to be calibrated.

import { z } from 'zod';
import type { CallEvent } from '../../engine/events.ts';
import { probabilityFigures } from '../detection-figures.ts';
import type { Figure } from '../figure.ts';
import { LINE_SEGMENT } from './say-line.ts';

export interface Confidence {
  readonly probability: number;
  readonly isCalibrated: boolean;
}

const ConfidentEvent = z.object({
  segmentId: z.string(),
  confidence: z.number(),
  isCalibrated: z.boolean().optional(),
});

/** The surest event of a type about the line; null where there is none. */
export function confidenceIn(log: readonly CallEvent[], type: string, isCalibrated = false): Confidence | null {
  const events = log.flatMap((event) => {
    const parsed = event.type === type ? ConfidentEvent.safeParse(event) : undefined;
    return parsed?.success && parsed.data.segmentId === LINE_SEGMENT ? [parsed.data] : [];
  });
  const [surest] = events.sort((a, b) => b.confidence - a.confidence);
  if (!surest) return null;
  return { probability: surest.confidence, isCalibrated: surest.isCalibrated ?? isCalibrated };
}

export function calibrationFigures(
  label: string,
  items: readonly { readonly confidence: Confidence | null; readonly isTrue: boolean }[],
  model: string,
): Figure[] {
  const forecasts = items.flatMap(({ confidence, isTrue }) =>
    confidence?.isCalibrated ? [{ probability: confidence.probability, isTrue }] : [],
  );
  return forecasts.length === 0 ? [] : probabilityFigures(label, forecasts, { model });
}
