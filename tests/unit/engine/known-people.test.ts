import { describe, expect, it } from 'vitest';
import type { Participant } from '../../../engine/events.ts';
import { knownPeople, takePerson } from '../../../engine/known-people.ts';

const person = (participantId: string, role: Participant['role'], more: object = {}): Participant =>
  ({ participantId, role, ...more }) as Participant;
const joined = (participant: Participant) => ({ type: 'participant.joined', participant }) as const;
const reassigned = (participantId: string, role: string, more: object = {}) => ({
  type: 'participant.reassigned',
  participantId,
  role,
  ...more,
});

describe('who takes part, corrected', () => {
  const start = knownPeople([person('a', 'unknown', { name: 'Speaker 1', channel: 0 })]);

  it('says what the role was, and keeps name and channel that it does not speak of', () => {
    const [known, told] = takePerson(start, reassigned('a', 'customer'));
    expect(told).toMatchObject({ role: 'customer', fromRole: 'unknown' });
    expect([...known.participants.byId.values()]).toEqual([person('a', 'customer', { name: 'Speaker 1', channel: 0 })]);
    expect(takePerson(known, reassigned('a', 'rep', { personId: 'alex' }))[1]).toMatchObject({ fromRole: 'customer' });
  });

  it('holds against what the feed says again, until it is corrected again', () => {
    const [known] = takePerson(start, reassigned('a', 'rep', { personId: 'alex' }));
    const again = joined(person('a', 'unknown', { name: 'Speaker 1', channel: 1 }));
    const [later, told] = takePerson(known, again);
    expect(told.participant).toEqual(person('a', 'rep', { name: 'Speaker 1', channel: 1, personId: 'alex' }));
    expect(takePerson(later, reassigned('a', 'unknown'))[1]).toMatchObject({ fromRole: 'rep', role: 'unknown' });
  });

  it('leaves everybody else and every other event as they are', () => {
    const [known] = takePerson(start, reassigned('a', 'rep'));
    const other = joined(person('b', 'customer'));
    expect(takePerson(known, other)[1]).toEqual(other);
    const event = { type: 'notice.given' };
    expect(takePerson(known, event)).toEqual([known, event]);
  });
});
