import { describe, expect, it } from 'vitest';
import { createTextClassifier } from '../../../../../models/text/linear-classifier.ts';
import { decodeWeights, encodeWeights } from '../../../../../models/text/weights-file.ts';
import type { Recipe, TrainingLine } from '../../../../../models/training/text/recipe.ts';
import { trainRecipe } from '../../../../../models/training/text/train-recipe.ts';

const recipe = (changes: Partial<Recipe> = {}): Recipe => ({
  name: 'topic',
  use: 'a test',
  holds: 'any',
  labels: ['price', 'place'],
  features: { hashBits: 12 },
  sources: [],
  lines: () => [],
  ...changes,
});

const SUBJECTS = [
  'the small box',
  'your tool',
  '那个系统',
  'a seat',
  'the second module',
  '这套设备',
  'one year',
  'it',
];
const SAYINGS = [
  [['price'], (what: string) => `${what} costs a lot`],
  [['price'], (what: string) => `we pay too much for ${what}`],
  [['place'], (what: string) => `${what} stands in our warehouse`],
  [['place'], (what: string) => `put ${what} into the other room`],
  [['price', 'place'], (what: string) => `moving ${what} to the warehouse costs extra`],
  [[], (what: string) => `${what} is fine thanks`],
] as const;

const lines: TrainingLine[] = SUBJECTS.flatMap((subject, group) =>
  SAYINGS.map(([labels, say], index) => ({
    id: `${group}-${index}`,
    lang: 'en',
    text: say(subject),
    labels: [...labels],
    group: `${group}`,
  })),
);

describe('training a recipe', () => {
  it('learns labels that may hold together, and judges lines that it has not seen', () => {
    const { weights, crossValidated } = trainRecipe(recipe(), lines);
    expect(crossValidated.map(({ f1 }) => f1 > 0.9)).toEqual([true, true]);
    const { price = 0, place = 0 } = createTextClassifier(weights).classify(
      'moving boxes to our warehouse costs too much',
      'en',
    );
    expect(price).toBeGreaterThan(0.5);
    expect(place).toBeGreaterThan(0.5);
  });

  it('gives probabilities that sum to 1 where exactly one label holds', () => {
    const single = lines.filter(({ labels }) => labels.length === 1);
    const { weights } = trainRecipe(recipe({ holds: 'one' }), single);
    const { price = 0, place = 0 } = createTextClassifier(weights).classify('we pay too much', 'en');
    expect(price + place).toBeCloseTo(1, 9);
    expect(price).toBeGreaterThan(place);
  });

  it('makes the same bytes again from the same lines', () => {
    const bytes = () => encodeWeights(trainRecipe(recipe(), lines).weights);
    expect(Buffer.compare(bytes(), bytes())).toBe(0);
  });

  it('writes a file that judges as the weights in memory do', () => {
    const { weights } = trainRecipe(recipe(), lines);
    const read = createTextClassifier(decodeWeights(encodeWeights(weights)));
    const text = 'the tool costs too much';
    expect(read.classify(text, 'en')).toEqual(createTextClassifier(weights).classify(text, 'en'));
    expect(read).toMatchObject({ name: 'topic', labels: ['price', 'place'], isCalibrated: true });
  });

  it('refuses a label that the recipe does not know', () => {
    const wrong = [{ id: 'x', lang: 'en', text: 'so', labels: ['colour'] }];
    expect(() => trainRecipe(recipe(), wrong)).toThrow(/line x.*colour/);
  });

  it('refuses bytes that are no weights', () => {
    expect(() => decodeWeights(Buffer.from('not weights'))).toThrow(/not a weights file/);
  });
});
