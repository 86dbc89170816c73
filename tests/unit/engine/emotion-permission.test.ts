import { describe, expect, it } from 'vitest';
import { EmotionPermission } from '../../../engine/emotion-permission.ts';
import type { EventDraft } from '../../../engine/events.ts';
import type { ChannelIndex, ParticipantId } from '../../../engine/ids.ts';
import { POLICIES, type Policy } from '../../../engine/policy.ts';
import { CUSTOMER, callContext, ms, participant, REP } from '../../support/signals.ts';

const participants = [
  participant('rep', 'rep', 0),
  participant('customer', 'customer', 1),
  participant('helper', 'colleague', 2),
  participant('guest', 'unknown', 3),
];
const permission = (profile: Policy['profile'], ...events: EventDraft[]) => {
  const made = new EmotionPermission(callContext({ participants, policy: POLICIES[profile] }));
  for (const each of events) made.fold(each);
  return made;
};
const notice = (atMs: number, participantIds?: ParticipantId[]): EventDraft => ({
  type: 'notice.given',
  atMs: ms(atMs),
  ...(participantIds ? { participantIds } : {}),
});
const readable = (made: EmotionPermission, atMs: number) =>
  [0, 1, 2, 3].filter((channel) => made.mayRead(channel as ChannelIndex, atMs, atMs + 992));

describe('permission to read a voice for emotion', () => {
  it('is given under eu to nobody without a notice', () => {
    expect(readable(permission('eu'), 0)).toEqual([]);
    expect(readable(permission('eu'), 600_000)).toEqual([]);
  });

  it('is given under eu to the customer alone, from a second after the notice', () => {
    const noticed = permission('eu', notice(10_000));
    expect(readable(noticed, 9_500)).toEqual([]);
    expect(readable(noticed, 10_900)).toEqual([]);
    expect(readable(noticed, 11_000)).toEqual([1]);
  });

  it('counts a notice only for those who were told', () => {
    expect(readable(permission('eu', notice(0, [REP])), 5_000)).toEqual([]);
    expect(readable(permission('eu', notice(0, [REP]), notice(100, [CUSTOMER])), 5_000)).toEqual([1]);
  });

  it('needs no notice under the other profiles, which never read colleagues and unknown voices', () => {
    for (const profile of ['default', 'cn', 'us'] as const) expect(readable(permission(profile), 0)).toEqual([0, 1]);
  });

  it('ends at once where the customer turns out to be a colleague', () => {
    const joined: EventDraft = {
      type: 'participant.joined',
      atMs: ms(20_000),
      participant: participant('customer', 'colleague', 1),
    };
    const corrected = permission('eu', notice(0), joined);
    expect(readable(corrected, 19_000)).toEqual([1]);
    expect(readable(corrected, 19_100)).toEqual([]);
    expect(readable(corrected, 30_000)).toEqual([]);
  });

  it('is not given to a channel that nobody is on', () => {
    expect(permission('default').mayRead(7 as ChannelIndex, 5_000, 6_000)).toBe(false);
  });
});
