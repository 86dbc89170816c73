// What one text classifier is made from. A recipe is data: which labels, which lines, which settings, whose licences.

import { z } from 'zod';
import type { TextModelName } from '../../../engine/ports.ts';
import type { FeatureOptions } from '../../text/text-features.ts';

/** One line of `models/training/lines/KIND.train.jsonl`; corpora are read into the same form. */
export const TrainingLine = z.object({
  id: z.string(),
  /** BCP 47. */
  lang: z.string(),
  text: z.string().min(1),
  /** Labels that hold; may be empty where the recipe's `holds` is `any`, exactly one where it is `one`. */
  labels: z.array(z.string()),
  /** Features beside the text that the product does not have, such as the corpus that the line comes from. */
  cues: z.array(z.string()).optional(),
  /** What must not be split between folds: a call, a drama. Default: the line by itself. */
  group: z.string().optional(),
  /** How much the line counts, above 0. Default 1; less for labels that are only guessed (weak labels). */
  weight: z.number().positive().optional(),
});
export type TrainingLine = z.output<typeof TrainingLine>;

export interface TrainOptions {
  /** Passes over the lines; the weights of the second half are averaged. Default 8. */
  readonly epochs: number;
  /** AdaGrad's step. Default 0.1. */
  readonly step: number;
  /** Strength of the pull toward 0, as of λ/2·w² for each weight, more for features that tell little. Default 1; 2 to 8 for tens of thousands of lines. */
  readonly l2: number;
  /** By how much a line of a label counts more the rarer the label is: 0 not at all, 1 all labels count alike. Default 0.5. */
  readonly balance: number;
  readonly seed: number;
}

export const TRAIN_DEFAULTS: TrainOptions = { epochs: 8, step: 0.1, l2: 1, balance: 0.5, seed: 1 };

/** Where lines come from and what their licence is; goes into the manifest as it stands. */
export interface DataSource {
  readonly what: string;
  readonly licence: string;
}

export interface Recipe {
  readonly name: TextModelName;
  /** What the product uses it for; goes into the manifest. */
  readonly use: string;
  /** `any`: each label by itself (multi-label). `one`: exactly one label (softmax). */
  readonly holds: 'any' | 'one';
  readonly labels: readonly string[];
  readonly features?: Partial<FeatureOptions>;
  readonly isLengthScaled?: boolean;
  readonly train?: Partial<TrainOptions>;
  readonly sources: readonly DataSource[];
  /** What rules find in a text, as `cues` of every line and test line; the pipeline gives the same. Default: none. */
  readonly cuesOf?: (text: string, lang: string) => readonly string[];
  /**
   * Lines like those that the product meets: calibration, thresholds and figures are made of these only, each judged by
   * weights that have not seen its group. Default: all lines.
   */
  readonly isTypical?: (line: TrainingLine) => boolean;
  /**
   * What cross-validation leaves out: a fifth of all groups at a time (default), or one group of typical lines at a time
   * and nothing else. The second where there are few such groups, each a sitting: the weights that judge one are then as
   * sure as those that ship, which a fifth of everything else less would not be.
   */
  readonly heldOut?: 'fifths' | 'typical groups';
  /** Reads the lines. `dataDir` holds the corpora; lines of our own are read with `ownLines(KIND)`. */
  lines(dataDir: string): readonly TrainingLine[];
  /** Lines that are only measured on. Default: `NAME.test.jsonl` as it stands. */
  testLines?(): readonly TrainingLine[];
}
