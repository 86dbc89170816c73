// What may be computed for whom, and what figures are compared with. Both are data that the gateway brings to a call.

import type { Role } from './events.ts';

/** Emotion by profile: `eu` computes no acoustic emotion for rep, colleague or unknown (EU AI Act, Article 5(1)(f)). */
export interface Policy {
  readonly profile: 'default' | 'eu' | 'cn' | 'us';
  /** Roles whose voice may be read for emotion. */
  readonly acousticEmotionRoles: readonly Role[];
  /** True where even those only after `notice.given` (Article 50(3)). */
  readonly acousticEmotionNeedsNotice: boolean;
  /**
   * Roles whose gaze may be read: customers, in every profile. What reps look at is supervision of people at work and
   * answers no question of ours; of an unknown voice nobody can say whether it is one.
   */
  readonly gazeRoles: readonly Role[];
  /** True where even those only after `notice.given`: gaze is personal behaviour data (GDPR, Articles 5(1)(a) and 13). */
  readonly gazeNeedsNotice: boolean;
  /**
   * True where a voice may be recorded only after `notice.given` to whoever it belongs to: GDPR, Articles 6 and 13; PIPL,
   * Articles 14 and 17; in the US, states that ask for the consent of all parties.
   */
  readonly recordingNeedsNotice: boolean;
}

export const POLICIES: Readonly<Record<Policy['profile'], Policy>> = {
  default: {
    profile: 'default',
    acousticEmotionRoles: ['rep', 'customer'],
    acousticEmotionNeedsNotice: false,
    gazeRoles: ['customer'],
    gazeNeedsNotice: false,
    recordingNeedsNotice: false,
  },
  eu: {
    profile: 'eu',
    acousticEmotionRoles: ['customer'],
    acousticEmotionNeedsNotice: true,
    gazeRoles: ['customer'],
    gazeNeedsNotice: true,
    recordingNeedsNotice: true,
  },
  cn: {
    profile: 'cn',
    acousticEmotionRoles: ['rep', 'customer'],
    acousticEmotionNeedsNotice: false,
    gazeRoles: ['customer'],
    gazeNeedsNotice: true,
    recordingNeedsNotice: true,
  },
  us: {
    profile: 'us',
    acousticEmotionRoles: ['rep', 'customer'],
    acousticEmotionNeedsNotice: false,
    gazeRoles: ['customer'],
    gazeNeedsNotice: false,
    recordingNeedsNotice: true,
  },
};

/** Figures from earlier calls; null where there are too few, then the playbook's figure counts. */
export interface Baselines {
  /** Median competitor mentions per 10 minutes of speech over 90 days, of at least 30 calls like this one. */
  readonly competitorMentions: {
    readonly per10Min: number;
    /** What they have in common with this call. */
    readonly basis: 'industry-and-stage' | 'industry';
  } | null;
}

export const NO_BASELINES: Baselines = { competitorMentions: null };
