import { describe, expect, test } from 'vitest';
import { initialSignals } from '../../../pipelines/rule-signal-types.ts';
import { foldSignals, type RuleSignalInput } from '../../../pipelines/rule-signals.ts';
import * as f from './rule-fixtures.ts';

function signalsAfter(...bodies: readonly Record<string, unknown>[]) {
  const log = f.logOf(...bodies) as unknown as RuleSignalInput[];
  return log.reduce(foldSignals, initialSignals(f.contextOf({})));
}
const valuesAfter = (...bodies: readonly Record<string, unknown>[]) => signalsAfter(...bodies).values;

describe('the signals of a question', () => {
  test('wait from its end once it is overdue, and anew from an addition that is overdue in its turn', () => {
    expect(valuesAfter(f.asked(1_000), f.tick(3_000)).question.waitingMs).toBe(0);
    expect(valuesAfter(f.asked(1_000), f.overdue(5_200), f.tick(6_000)).question.waitingMs).toBe(5_000);
    const extended = { type: 'question.extended', atMs: 6_000, questionId: 'q1', endMs: 5_500 };
    const added = [f.asked(1_000), f.overdue(5_200), extended];
    expect(valuesAfter(...added, f.tick(6_500)).question).toMatchObject({ isOverdue: false, waitingMs: 0 });
    const again = f.overdue(9_700, { questionEndMs: 5_500 });
    expect(valuesAfter(...added, again, f.tick(10_000)).question.waitingMs).toBe(4_500);
  });

  test('is one question when it is asked again, closed by the answer to the first', () => {
    const again = f.asked(3_000, { questionId: 'q2' });
    expect(valuesAfter(f.asked(1_000), again, f.measured(6_000)).question.isOpen).toBe(false);
  });

  test('stay when the answer to another question is measured', () => {
    const other = f.measured(6_000, { questionId: 'q0' });
    expect(valuesAfter(f.asked(1_000), f.overdue(5_200), other).question).toMatchObject({
      isOpen: true,
      isOverdue: true,
    });
    expect(valuesAfter(f.asked(1_000), f.overdue(5_200), f.measured(6_000)).question).toEqual({
      isOpen: false,
      isOverdue: false,
      waitingMs: 0,
      text: '',
    });
  });
});

test('emotion is the smoothed one of the customer, with its confidence', () => {
  const sample = {
    type: 'emotion.sampled',
    valence: 1,
    arousal: 1,
    smoothedValence: -0.5,
    smoothedArousal: 0.3,
    confidence: 0.7,
  };
  expect(valuesAfter({ ...sample, ...f.customer, atMs: 1 }).emotion).toEqual({
    customerValence: -0.5,
    customerArousal: 0.3,
    confidence: 0.7,
  });
  expect(valuesAfter({ ...sample, ...f.rep, atMs: 1 }).emotion.confidence).toBe(0);
});

test('the longest running monologue of a role counts, and a late introduction gives it its role', () => {
  const second = { type: 'participant.joined', atMs: 1, participant: { participantId: 'r2', role: 'rep' } };
  const running = (participantId: string, value: number) => f.metric(2, 'monologue-ms', value, { participantId });
  expect(valuesAfter(second, running('r', 9_000), running('r2', 4_000)).speech.repMonologueMs).toBe(9_000);
  expect(valuesAfter(second, running('r', 9_000), running('r2', 4_000), running('r', 0)).speech.repMonologueMs).toBe(
    4_000,
  );
  expect(valuesAfter(running('r2', 4_000)).speech.repMonologueMs).toBe(0);
});

test('an utterance begins without what was found in the one before', () => {
  const { utterance } = valuesAfter(
    f.said(1_000, 's1', 'budget approval'),
    f.hit(1_000, 's1', 'budget-process', 'budget approval'),
    f.hit(1_000, 's1', 'budget-process', 'budget cycle'),
    f.objected(1_000, 's1', 'price'),
    f.said(2_000, 's2', 'right', f.rep),
  );
  expect(utterance).toEqual({ text: 'right', role: 'rep', categories: [], phrases: [], objection: '' });
});

test('categories are named once, phrases each', () => {
  const { utterance } = valuesAfter(
    f.said(1_000, 's1', 'budget approval'),
    f.hit(1_000, 's1', 'budget-process', 'budget approval'),
    f.hit(1_000, 's1', 'budget-process', 'budget cycle'),
  );
  expect(utterance).toMatchObject({ categories: ['budget-process'], phrases: ['budget approval', 'budget cycle'] });
});

test('only what changed is said to have changed', () => {
  expect(signalsAfter(f.tick(100)).changed).toEqual(['call.elapsedMs']);
  expect(signalsAfter(f.metric(1, 'talk-ratio', 0.6), f.metric(2, 'talk-ratio', 0.6)).changed).toEqual([]);
  expect(signalsAfter(f.metric(1, 'unheard-of', 0.6)).changed).toEqual([]);
});
