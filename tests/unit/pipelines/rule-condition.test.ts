import { describe, expect, test } from 'vitest';
import { compileCondition, compileTemplate } from '../../../pipelines/rule-condition.ts';
import { initialSignals, type SignalValues } from '../../../pipelines/rule-signal-types.ts';
import { contextOf } from './rule-fixtures.ts';

const TOPICS = ['technical', 'small-talk'];
const topics = TOPICS.map((id) => ({ id, title: id, phrases: [{ text: id }] }));
const initial = initialSignals(contextOf({ topics })).values;
const problemOf = (source: string) => {
  const compiled = compileCondition(source, TOPICS);
  return 'problem' in compiled ? compiled.problem : null;
};
const condition = (source: string) => {
  const compiled = compileCondition(source, TOPICS);
  if ('problem' in compiled) throw new Error(compiled.problem.message);
  return compiled.value;
};
const filled = (text: string, values: SignalValues = initial) => {
  const compiled = compileTemplate(text, TOPICS);
  if ('problem' in compiled) throw new Error(compiled.problem.message);
  return compiled.value.fill(values);
};

describe('a condition', () => {
  test('says which signals and topics it reads', () => {
    const { reads, literals } = condition(
      'question.isOpen && topic.share["small-talk"] > 0.5 || "price" in utterance.categories',
    );
    expect([...reads]).toEqual(['question.isOpen', 'topic.share', 'topic.share.small-talk', 'utterance.categories']);
    expect([...literals]).toContain('price');
  });

  test('compares with whole numbers and fractions alike', () => {
    const values = { ...initial, topic: { share: { technical: 0.7 }, presentingMs: 180_000 } };
    expect(condition('topic.share.technical > 0.65 && topic.presentingMs >= 180000').holds(values)).toBe(true);
  });

  test('that cannot be evaluated is false', () => {
    expect(condition('utterance.categories[3] == "price"').holds(initial)).toBe(false);
  });

  test.each([
    ['question.isOverdu', /unknown signal question.isOverdu, expected one of question.isOpen, question.isOverdue/, 0],
    ['true && questio.isOpen', /unknown variable: questio, expected a signal of question, competitor/, 8],
    ['topic.share.tecnical > 0.5', /unknown topic tecnical, expected one of technical, small-talk/, 0],
    ['topic.share["x"] > 0.5', /unknown topic x/, 0],
    ['question.waitingMs > "a"', /no such overload: double > string/, 0],
    ['question.waitingMs', /type double, expected a condition that is true or false/, 0],
    ['question.isOpen &&', /Unexpected token: EOF/, 18],
  ])('%s is refused with what was expected', (source, message, offset) => {
    expect(problemOf(source)?.message).toMatch(message);
    expect(problemOf(source)?.offset).toBe(offset);
  });
});

describe('a text', () => {
  const waiting = { ...initial, question: { ...initial.question, waitingMs: 4_260 } };

  test('has its expressions filled in, numbers with one decimal at most', () => {
    expect(filled('{{ seconds(question.waitingMs) }} s', waiting)).toBe('4.3 s');
    expect(filled('{{seconds(6000)}} s, {{ minutes(150000) }} min, {{ percent(0.784) }}')).toBe('6 s, 2.5 min, 78 %');
    expect(filled('{{ question.waitingMs }} {{ 1.0 / 3.0 }} {{ question.isOpen }}', waiting)).toBe('4260 0.3 false');
  });

  test('joins a list and shows a dash for what is not known', () => {
    const values = { ...initial, utterance: { ...initial.utterance, phrases: ['a', 'b'] } };
    expect(filled('{{ utterance.phrases }} {{ utterance.phrases[7] }}', values)).toBe('a, b –');
  });

  test('without expressions stays as it is', () => {
    expect(filled('客户在等答复')).toBe('客户在等答复');
  });

  test.each([
    ['ab {{ question.isOverdu }}', /unknown signal/, 6],
    ['ab {{ question.isOpen', /never closed/, 3],
    ['{{ question.isOpen }} {{ 1 + }}', /Unexpected token/, 29],
  ])('%s is refused at the place of the mistake', (text, message, offset) => {
    const compiled = compileTemplate(text, TOPICS);
    expect('problem' in compiled && compiled.problem.message).toMatch(message);
    expect('problem' in compiled && compiled.problem.offset).toBe(offset);
  });
});
