import { describe, expect, it } from 'vitest';
import { Playbook } from '../../../engine/playbook.ts';
import { compileMeaning, compileTopics, topicFinder } from '../../../pipelines/topic-of.ts';
import { fakeTextModel } from '../../support/text-model-fake.ts';

const { topics } = Playbook.parse({
  id: 'p',
  title: 'P',
  language: 'en',
  topics: [
    { id: 'technical', title: 'Technical', phrases: [{ text: 'throughput' }] },
    { id: 'price', title: 'Price', examples: ['The basic plan is thirty nine a month.'] },
    {
      id: 'sustainability',
      title: 'Sustainability',
      about: 'carbon, recycling and where materials come from',
      examples: ['Our housing is made of recycled aluminium.', 'We report the carbon footprint of every delivery.'],
      phrases: [{ text: 'green label' }],
    },
  ],
});
const compiled = compileTopics(topics);
const model = fakeTextModel('topic', ['technical', 'price', 'process'], {
  'it is fast': { technical: 0.8, price: 0.15, process: 0.05 },
  'the steps': { technical: 0.1, price: 0.1, process: 0.8 },
  'throughput and money': { technical: 0.4, price: 0.55, process: 0.05 },
  'the carbon footprint of your deliveries': { technical: 0.5, price: 0.3, process: 0.2 },
  'does it carry the green label': { technical: 0.5, price: 0.3, process: 0.2 },
});

describe('the topic of an utterance', () => {
  const { find } = topicFinder(compiled, model);

  it('is what the classifier says, with its calibrated confidence', () => {
    expect(find('it is fast', 'en')).toEqual({ topic: 'technical', confidence: 0.8, isCalibrated: true });
  });

  it('is other where the playbook does not have what the classifier says', () => {
    expect(find('the steps', 'en').topic).toBe('other');
  });

  it('leans to the topic whose phrase is said, and then the confidence is not a measured one', () => {
    const found = find('throughput and money', 'en');
    expect(found).toMatchObject({ topic: 'technical', isCalibrated: false });
    expect(found.confidence).toBeGreaterThan(0.7);
  });

  it('is one that a company added, by likeness to its examples and by its phrases', () => {
    expect(find('the carbon footprint of your deliveries', 'en')).toMatchObject({
      topic: 'sustainability',
      isCalibrated: false,
    });
    expect(find('does it carry the green label', 'en').topic).toBe('sustainability');
  });
});

describe('the topic of an utterance where a sentence model is installed', () => {
  const vectors = {
    technical: [
      [1, 0, 0],
      [0.95, 0.3, 0],
    ],
    price: [
      [0, 1, 0],
      [0.3, 0.95, 0],
    ],
    sustainability: [
      [0, 0, 1],
      [0, 0.3, 0.95],
    ],
  };
  const meaning = compileMeaning(
    new Map(Object.entries(vectors).map(([id, rows]) => [id, rows.map((row) => Float32Array.from(row))])),
  );
  const { find } = topicFinder(compiled, model, meaning);

  it('leans to what is meant as it does to a phrase, and says that the confidence is not a measured one', () => {
    const found = find('it is fast', 'en', Float32Array.of(1, 0, 0));
    expect(found).toMatchObject({ topic: 'technical', isCalibrated: false });
    expect(found.confidence).toBeGreaterThan(0.9);
    expect(find('throughput and money', 'en', Float32Array.of(0, 1, 0)).topic).toBe('price');
  });

  it('is one that a company added, in words that its examples do not have', () => {
    expect(find('it is fast', 'en', Float32Array.of(0, 0, 1))).toMatchObject({ topic: 'sustainability' });
  });

  it('is told without it where no vector came, and where nothing is meant', () => {
    const calibrated = { topic: 'technical', confidence: 0.8, isCalibrated: true };
    expect(find('it is fast', 'en')).toEqual(calibrated);
    expect(find('it is fast', 'en', Float32Array.of(-1, 0, 0))).toEqual(calibrated);
  });

  it('is told from examples and meaning alone where there is no classifier', () => {
    const plain = topicFinder(compiled, undefined, meaning);
    expect(plain.find('well then', 'en', Float32Array.of(0, 0, 1)).topic).toBe('sustainability');
    expect(plain.find('well then', 'en', Float32Array.of(-1, 0, 0)).topic).toBe('other');
  });
});

describe('the topic of an utterance where no classifier is installed', () => {
  const { find } = topicFinder(compiled, undefined);

  it('is told by phrases and by likeness to the examples', () => {
    expect(find('the throughput of it', 'en').topic).toBe('technical');
    expect(find('the plan is forty nine every month', 'en').topic).toBe('price');
    expect(find('well then', 'en')).toEqual({ topic: 'other', confidence: 0.5, isCalibrated: false });
  });
});
