import { describe, expect, it } from 'vitest';
import { ObjectionOptions, objectionsOf } from '../../../pipelines/objection-of.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const OPTIONS = ObjectionOptions.parse({});
const long = `${'We have been in this town for forty years and we like it here. '.repeat(4)}`;
const model = fakeTextModel('objection', ['none', 'price', 'timing'], {
  'that is a lot': { none: 0.2, price: 0.7, timing: 0.1 },
  'what is it': { none: 0.9, price: 0.08, timing: 0.02 },
  [` ${'We cannot pay that.'}`]: { none: 0.1, price: 0.8, timing: 0.1 },
});

describe('an objection by a trained classifier', () => {
  it('has the most probable type, and the probability that somebody objects at all', () => {
    expect(objectionsOf('that is a lot', 'en', model, OPTIONS)).toEqual([
      { objection: 'price', confidence: 0.8, isCalibrated: true },
    ]);
  });

  it('is none below the threshold', () => {
    expect(objectionsOf('what is it', 'en', model, OPTIONS)).toEqual([]);
    expect(objectionsOf('that is a lot', 'en', model, { ...OPTIONS, minProbability: 0.81 })).toEqual([]);
  });

  it('is looked for in parts of a long text', () => {
    const sure = { ...model, classify: (text: string) => ({ none: text.includes('pay') ? 0.1 : 0.99, price: 0.8 }) };
    const texts: string[] = [];
    const listening = {
      ...sure,
      classify: (text: string) => {
        texts.push(text);
        return sure.classify(text);
      },
    };
    expect(objectionsOf(`${long} We cannot pay that.`, 'en', listening, OPTIONS)).toHaveLength(1);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join('')).toContain('We cannot pay that.');
  });
});

describe('an objection where no classifier is installed', () => {
  it('is told by rule, and says that its confidence was not measured', () => {
    expect(objectionsOf('that is too expensive', 'en', undefined, OPTIONS)).toEqual([
      { objection: 'price', confidence: 0.7, isCalibrated: false },
    ]);
  });
});
