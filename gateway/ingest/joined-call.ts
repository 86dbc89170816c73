// One live call that several sockets of a vendor may feed: each stream has channels of its own numbering, the call has one.
// Numbers the messages as a native feed would, so that the call cannot tell the difference.

import { EngineError } from '../../engine/errors.ts';
import type { FeedEvent, Participant, Unstamped } from '../../engine/events.ts';
import { ChannelIndex, type ParticipantId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { FeedListener, LiveCall } from '../calls/live-call.ts';
import { parsed } from '../http/validation.ts';
import { type FeedEventInput, FeedMessage, type StartCall } from '../protocol/ingest.ts';

/** One stream as its call sees it. */
export interface Member {
  stored(): void;
  /** Another connection goes on with this call. */
  replaced(): void;
}

export class JoinedCall implements FeedListener {
  readonly call: LiveCall;
  readonly openedAtMs: number;
  readonly #maxChannels: number;
  /** For each stream: its own channel → the call's. */
  readonly #members = new Map<Member, Map<number, number>>();
  readonly #people = new Map<ParticipantId, Participant>();
  readonly #channels = new Set<number>();

  /** `call`: just begun, or one that waits for its feed. */
  constructor(call: LiveCall, openedAtMs: number, maxChannels: number) {
    this.call = call;
    this.openedAtMs = openedAtMs;
    this.#maxChannels = maxChannels;
    for (const participant of call.start.participants) this.#know(participant);
  }

  /** `start`: what this stream says of itself; people who are new to the call join it. */
  admit(member: Member, start: StartCall): void {
    if (!this.call.session.isLive) throw new EngineError('call.ended', 'the call is over');
    const isAlike = (['encoding', 'sampleRateHz', 'interleaved', 'channels'] as const).every(
      (field) => start.audio?.[field] === this.call.start.audio?.[field],
    );
    if (!isAlike) throw new EngineError('input.audio-format', 'every stream of a call must have the same audio format');
    const channels = new Map<number, number>();
    const isAlone = this.#members.size === 0;
    this.#members.set(member, channels);
    for (const participant of start.participants) this.#introduce(channels, participant);
    if (isAlone) this.call.attach(this);
  }

  receiveAudio(member: Member, ownChannel: number, startSample: number, payload: Uint8Array): void {
    if (!this.call.session.isLive) return;
    const channel = this.#members.get(member)?.get(ownChannel);
    if (channel === undefined)
      throw new EngineError('input.unknown-channel', `channel ${ownChannel} was not introduced`);
    this.call.receiveAudio({ channel, startSample, payload, sequence: this.#nextNumber() });
  }

  receiveEvent(member: Member, event: FeedEventInput): void {
    if (!this.call.session.isLive) return;
    if (event.type !== 'participant.joined') return this.#send(event);
    const { participant } = parsed(FeedMessage, { ...event, sequence: 1 }, '') as { participant: Participant };
    this.#introduce(this.#members.get(member) ?? new Map(), participant, event.atMs);
  }

  advance(atMs: number): void {
    if (this.call.session.isLive) this.call.advance(mediaMs(atMs), this.#nextNumber());
  }

  /** `reason`: the stream is over, and with the last one the call. Without it the stream may come back. */
  leave(member: Member, reason?: string): void {
    if (!this.#members.delete(member) || this.#members.size > 0) return;
    if (reason !== undefined && this.call.session.isLive) this.#send({ type: 'call.ended', reason });
    this.call.detach(this);
  }

  acknowledged(): void {}

  completed(): void {
    for (const member of [...this.#members.keys()]) member.stored();
  }

  replaced(): void {
    const members = [...this.#members.keys()];
    this.#members.clear();
    for (const member of members) member.replaced();
  }

  #introduce(channels: Map<number, number>, participant: Participant, atMs?: number): void {
    const { channel: own, ...who } = participant;
    const before = this.#people.get(participant.participantId);
    const channel = own === undefined ? before?.channel : this.#channelFor(before, own, channels);
    const known: Participant = {
      ...who,
      name: who.name ?? before?.name,
      personId: who.personId ?? before?.personId,
      ...(channel === undefined ? {} : { channel: ChannelIndex.parse(channel) }),
    };
    if (own !== undefined && channel !== undefined) channels.set(own, channel);
    if (before && isSame(before, known)) return;
    this.#know(known);
    this.#send({ type: 'participant.joined', participant: known, ...(atMs === undefined ? {} : { atMs }) });
  }

  #channelFor(before: Participant | undefined, own: number, channels: Map<number, number>): number {
    const known = channels.get(own) ?? before?.channel;
    if (known !== undefined) return known;
    if (this.#channels.size >= this.#maxChannels) {
      throw new EngineError('limit.channels', `more than ${this.#maxChannels} channels in one call`);
    }
    return this.#channels.size === 0 ? 0 : Math.max(...this.#channels) + 1;
  }

  #know(participant: Participant): void {
    this.#people.set(participant.participantId, participant);
    if (participant.channel !== undefined) this.#channels.add(participant.channel);
  }

  #send(event: FeedEventInput): void {
    const { sequence, ...body } = parsed(FeedMessage, { ...event, sequence: this.call.received + 1 }, '');
    this.call.takeNumber(sequence);
    this.call.receiveEvent(body as Unstamped<FeedEvent>, sequence);
  }

  #nextNumber(): number {
    const sequence = this.call.received + 1;
    this.call.takeNumber(sequence);
    return sequence;
  }
}

const isSame = (a: Participant, b: Participant): boolean =>
  a.role === b.role && a.name === b.name && a.personId === b.personId && a.channel === b.channel;
