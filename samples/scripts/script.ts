// The form of a sample call's script: who says what, how, and how long after whom. Types only.
// What the truth file says is marked here by the author's hand; no part of the engine reads these lines to mark them.

export type Side = 'rep' | 'customer';
export const SIDES: readonly Side[] = ['rep', 'customer'];

export interface KeywordMark {
  /** Category and phrase as the playbook spells them. */
  readonly category: string;
  readonly phrase: string;
  /** How often this line says it. Default 1. */
  readonly count?: number;
}

export interface MentionMark {
  readonly name: string;
  /** The line with which the rep shows something of ours against it; absent where none does. */
  readonly evidence?: string;
}

export interface Line {
  readonly id: string;
  readonly by: Side;
  /** What a recogniser writes down in the end. */
  readonly text: string;
  /** What the synthesiser is given where it would read `text` wrongly. */
  readonly spoken?: string;
  /** What the recogniser wrote first; `text` comes later as a correction. */
  readonly firstHeard?: string;
  /** The line that `pauseMs` counts from the end of. Default: the line before. */
  readonly after?: string;
  /** From the end of `after` to the beginning of this line, ms; negative: they overlap. */
  readonly pauseMs: number;
  /** `angry`: louder, faster, higher. Default neutral. */
  readonly style?: 'angry';
  /** A question of the customer begins. Lines with the same id are one question. */
  readonly asks?: string;
  /** The customer adds to a question before it is answered. */
  readonly addsTo?: string;
  /** The rep's answer to a question. */
  readonly answers?: string;
  /** The answer begins by gaining time ("um, well"). */
  readonly isFilled?: boolean;
  /** "Mm-hm", 嗯: heard, and nothing more. */
  readonly isBackchannel?: boolean;
  /** The line that this one cuts off. */
  readonly interrupts?: string;
  readonly keywords?: readonly KeywordMark[];
  readonly mentions?: readonly MentionMark[];
  /** The customer objects: the type, as the rules of the playbook name it. */
  readonly objection?: string;
}

/** Something that the meeting tool reports. */
export interface ScriptEvent {
  readonly line: string;
  readonly edge: 'start' | 'end';
  readonly offsetMs: number;
  readonly body: { readonly type: string } & Readonly<Record<string, unknown>>;
}

/** The part of a slide that matters, in [0, 1] of it. */
export interface ScriptRegion {
  readonly regionId: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Look {
  readonly ms: number;
  /** `slide`: on it, beside the region. */
  readonly at: 'region' | 'slide' | 'away';
}

/** Where the customer looks from when a slide is shown; its `slide.shown` names the region. */
export interface SlideGaze {
  readonly slideId: string;
  readonly region: ScriptRegion;
  readonly looks: readonly Look[];
}

export interface Voice {
  readonly tool: 'flite' | 'espeak-ng';
  /** Arguments that choose and shape the voice. */
  readonly neutral: readonly string[];
  readonly angry: readonly string[];
  /** sox effects on what the tool made. */
  readonly neutralEffects: readonly string[];
  readonly angryEffects: readonly string[];
  /** Level of the voiced part, dBFS (RMS). */
  readonly neutralDb: number;
  readonly angryDb: number;
}

export interface CallScript {
  readonly callId: string;
  readonly language: string;
  readonly title: string;
  readonly accountName: string;
  readonly dealId: string;
  readonly industry: string;
  readonly stage: string;
  readonly startedAt: string;
  readonly timeZone: string;
  readonly people: Readonly<Record<Side, { participantId: string; name: string; personId?: string }>>;
  readonly voices: Readonly<Record<Side, Voice>>;
  readonly lines: readonly Line[];
  readonly events: readonly ScriptEvent[];
  /** Absent where nobody's eyes are tracked. */
  readonly gaze?: readonly SlideGaze[];
  /** Silence before the first line and after the last, ms. */
  readonly leadInMs: number;
  readonly leadOutMs: number;
}
