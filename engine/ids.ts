// Branded identifiers: a CallId can never be passed where a ParticipantId is meant.
// All are opaque strings of 1–128 characters that the feed or the engine chose.

import { z } from 'zod';

const id = () => z.string().min(1).max(128);

export const CallId = id().brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

export const ParticipantId = id().brand<'ParticipantId'>();
export type ParticipantId = z.infer<typeof ParticipantId>;

export const SegmentId = id().brand<'SegmentId'>();
export type SegmentId = z.infer<typeof SegmentId>;

export const CardId = id().brand<'CardId'>();
export type CardId = z.infer<typeof CardId>;

/** One audio input of a call, counted from 0 in the order the feed declares them. */
export const ChannelIndex = z.number().int().min(0).max(255).brand<'ChannelIndex'>();
export type ChannelIndex = z.infer<typeof ChannelIndex>;
/** Names a number that is known to be a channel, without checking it again. */
export const channelIndex = (index: number): ChannelIndex => index as ChannelIndex;
