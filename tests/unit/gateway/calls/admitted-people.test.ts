import { describe, expect, it } from 'vitest';
import type { FeedEvent, Unstamped } from '../../../../engine/events.ts';
import { AdmittedPeople, withRepPerson } from '../../../../gateway/calls/admitted-people.ts';
import { StartCall } from '../../../../gateway/protocol/ingest.ts';

const AUDIO = { encoding: 'pcm_s16le', sampleRateHz: 8000, channels: 2 };
const start = (participants: readonly object[]) =>
  StartCall.parse({
    type: 'call.started',
    callId: 'c1',
    sequence: 1,
    startedAt: '2026-03-02T09:00:00Z',
    language: 'en',
    participants,
    audio: AUDIO,
  });
const joined = (participant: object) =>
  ({ type: 'participant.joined', participant }) as unknown as Unstamped<FeedEvent>;
const reassigned = (correction: object) =>
  ({ type: 'participant.reassigned', ...correction }) as unknown as Unstamped<FeedEvent>;
const REP = { personId: 'alex', roles: ['rep'] as const };
const TOOL = { personId: 'tool', roles: ['ingest'] as const };
const refused = (run: () => unknown) => {
  try {
    run();
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
  return null;
};

describe('a rep who feeds', () => {
  const people = () =>
    new AdmittedPeople(
      start([
        { participantId: 'p1', role: 'rep', personId: 'alex' },
        { participantId: 'p2', role: 'colleague', personId: 'sam' },
      ]),
      REP,
      8,
    );

  it('may not begin a call of somebody else', () => {
    const others = start([{ participantId: 'p1', role: 'rep', personId: 'sam' }]);
    expect(refused(() => new AdmittedPeople(others, REP, 8))).toBe('auth.forbidden');
    expect(refused(() => new AdmittedPeople(others, TOOL, 8))).toBeNull();
  });

  it('may not let somebody else join as the rep, nor make one of somebody who is there', () => {
    const rep = joined({ participantId: 'p3', role: 'rep', personId: 'sam' });
    expect(refused(() => people().admit(rep))).toBe('auth.forbidden');
    expect(refused(() => people().admit(reassigned({ participantId: 'p2', role: 'rep' })))).toBe('auth.forbidden');
    const named = reassigned({ participantId: 'p1', role: 'rep', personId: 'sam' });
    expect(refused(() => people().admit(named))).toBe('auth.forbidden');
  });

  it('may let customers and colleagues join', () => {
    const admitted = people();
    admitted.admit(joined({ participantId: 'p3', role: 'customer' }));
    admitted.admit(joined({ participantId: 'p4', role: 'colleague', personId: 'kim' }));
    expect(refused(() => admitted.admit(reassigned({ participantId: 'p3', role: 'unknown' })))).toBeNull();
  });

  it('is the rep of the call where no other is named', () => {
    const named = withRepPerson(start([{ participantId: 'p1', role: 'rep' }]), REP);
    expect(named.participants[0]).toMatchObject({ personId: 'alex' });
    expect(
      withRepPerson(start([{ participantId: 'p1', role: 'rep' }]), TOOL).participants[0]?.personId,
    ).toBeUndefined();
  });
});

describe('channels', () => {
  const two = () =>
    new AdmittedPeople(
      start([
        { participantId: 'p1', role: 'rep', channel: 0 },
        { participantId: 'p2', role: 'customer', channel: 1 },
      ]),
      TOOL,
      2,
    );

  it('are counted over everybody who joins; a channel that somebody left stays open', () => {
    expect(refused(() => two().admit(joined({ participantId: 'p3', role: 'customer', channel: 2 })))).toBe(
      'limit.channels',
    );
    expect(refused(() => two().admit(joined({ participantId: 'p2', role: 'customer', channel: 2 })))).toBe(
      'limit.channels',
    );
    expect(refused(() => two().admit(joined({ participantId: 'p3', role: 'customer', channel: 1 })))).toBeNull();
  });

  it('that were refused are not counted', () => {
    const people = two();
    refused(() => people.admit(joined({ participantId: 'p3', role: 'customer', channel: 2 })));
    expect(refused(() => people.admit(joined({ participantId: 'p4', role: 'customer' })))).toBeNull();
  });

  it('need an audio format', () => {
    const { audio: _, ...silent } = start([{ participantId: 'p1', role: 'rep', channel: 0 }]);
    expect(refused(() => new AdmittedPeople(silent, TOOL, 8))).toBe('input.audio-format');
  });
});
