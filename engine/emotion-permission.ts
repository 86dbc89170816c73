// Whose voice may be read for emotion, and when: the policy, the roles and the notices of a call in, a yes or no for each hop
// of a channel out. Decided on media time before anything is computed (EU AI Act, Articles 5(1)(f) and 50(3)).

import type { EventDraft } from './events.ts';
import type { ChannelIndex, ParticipantId } from './ids.ts';
import { foldNotice, isNoticed, NOBODY_NOTICED, type Noticed } from './notices.ts';
import { foldParticipants, type Participants, participantsOf, roleOf } from './participants.ts';
import type { CallContext } from './pipeline.ts';
import type { Policy } from './policy.ts';

/** Where not, nothing acoustic is computed for this person at all. */
export function mayReadEmotion(
  policy: Policy,
  participants: Participants,
  noticed: Noticed,
  id: ParticipantId,
): boolean {
  if (!policy.acousticEmotionRoles.includes(roleOf(participants, id))) return false;
  return !policy.acousticEmotionNeedsNotice || isNoticed(noticed, id);
}

/**
 * Leave that is given counts from a second later: by then it has been received, however a feed cuts its audio, so the same
 * call always gives the same hops. Leave that is taken counts at once.
 */
const GRANT_DELAY_MS = 1_000;

interface Standing {
  readonly fromMs: number;
  readonly participants: Participants;
  readonly noticed: Noticed;
}

export class EmotionPermission {
  readonly #policy: Policy;
  /** Invariant: never empty, by time. */
  readonly #standings: Standing[];

  constructor({ policy, started }: Pick<CallContext, 'policy' | 'started'>) {
    this.#policy = policy;
    const participants = participantsOf(started.participants);
    this.#standings = [{ fromMs: Number.NEGATIVE_INFINITY, participants, noticed: NOBODY_NOTICED }];
  }

  /** Takes any event of the call, stamped with its media time, as it is received. */
  fold(event: EventDraft): void {
    const last = this.#standings.at(-1);
    if (!last) return;
    const { atMs: fromMs } = event;
    if (event.type === 'notice.given') {
      this.#standings.push({ ...last, fromMs, noticed: foldNotice(last.noticed, event) });
    } else if (event.type === 'participant.joined' || event.type === 'participant.reassigned') {
      this.#standings.push({ ...last, fromMs, participants: foldParticipants(last.participants, event) });
    }
  }

  /** Whether [startMs, endMs) of the channel may be read: nothing that held in it, or shortly before, forbids it. */
  mayRead(channel: ChannelIndex, startMs: number, endMs: number): boolean {
    return this.#standings.every((standing, index) => {
      const untilMs = this.#standings[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
      const counts = standing.fromMs < endMs && untilMs > startMs - GRANT_DELAY_MS;
      return !counts || this.#allows(standing, channel);
    });
  }

  #allows({ participants, noticed }: Standing, channel: ChannelIndex): boolean {
    const id = participants.byChannel.get(channel)?.participantId;
    return id !== undefined && mayReadEmotion(this.#policy, participants, noticed, id);
  }
}
