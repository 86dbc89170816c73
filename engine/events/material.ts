// Events of what is looked at: slides, pages, files, annotations, gaze, and what is found from them. Part of events.ts.
// Places are in [0, 1] of the slide or page, from its top left corner; spans are media time.

import { z } from 'zod';
import { ParticipantId, SegmentId } from '../ids.ts';
import { MediaMs } from '../media-time.ts';
import { name, span } from './fields.ts';

const ratio = z.number().min(0).max(1);
const itemId = z.string().min(1).max(128);

/** The heat map's grid: 32 columns by 18 rows, cell = row × 32 + column. */
export const HEAT_COLUMNS = 32;
export const HEAT_ROWS = 18;
export const HEAT_CELLS = HEAT_COLUMNS * HEAT_ROWS;

/** A rectangle that matters, and whose point it belongs to: spoken of when a phrase, or one of the topic, is said. */
export const KeyRegion = z.object({
  regionId: itemId,
  title: name.optional(),
  x: ratio,
  y: ratio,
  width: ratio,
  height: ratio,
  phrases: z.array(z.string().min(1).max(200)).max(20).optional(),
  /** Id of a topic of the playbook. */
  topic: z.string().max(128).optional(),
});
export type KeyRegion = z.infer<typeof KeyRegion>;

/** What a slide or page looks like, for whoever looks back. */
const looks = {
  title: name.optional(),
  /** Its lines of text, for a page that has no image. */
  outline: z.array(name).max(30).optional(),
  /** A small picture of it, `data:` only, so that it is kept with the call and nothing is fetched; at most 128 KiB. */
  image: z
    .string()
    .max(175_000)
    .regex(/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/)
    .optional(),
  keyRegions: z.array(KeyRegion).max(12).optional(),
};

/** A slide comes on screen. */
export const SlideShown = z.object({
  type: z.literal('slide.shown'),
  slideId: itemId,
  participantId: ParticipantId.optional(),
  /** Place in the deck, from 0; without it skips are not known. */
  index: z.number().int().min(0).optional(),
  ...looks,
});
/** Screen sharing or the slide show ends. */
export const SlidesHidden = z.object({ type: z.literal('slides.hidden') });
/** A page of a file comes on screen. Elsewhere it is called `fileId#pageIndex`. */
export const PageFlipped = z.object({
  type: z.literal('page.flipped'),
  fileId: z.string().min(1).max(100),
  /** From 0. */
  pageIndex: z.number().int().min(0).max(99_999),
  pageCount: z.number().int().min(1).optional(),
  participantId: ParticipantId.optional(),
  ...looks,
});
/** Somebody marks or writes on what is on screen. */
export const AnnotationMade = z.object({
  type: z.literal('annotation.made'),
  participantId: ParticipantId.optional(),
  slideId: itemId.optional(),
  kind: z.enum(['ink', 'highlight', 'text', 'pointer', 'other']).default('other'),
  text: z.string().max(2_000).optional(),
  region: z.object({ x: ratio, y: ratio, width: ratio, height: ratio }).optional(),
});
/** Somebody opens a file that was shared. */
export const FileOpened = z.object({
  type: z.literal('file.opened'),
  fileId: z.string().min(1).max(100),
  participantId: ParticipantId.optional(),
  title: name.optional(),
  pageCount: z.number().int().min(1).optional(),
});

const GazeSample = z.object({
  atMs: MediaMs,
  /** In [0, 1] of the slide or page; null where the eyes were elsewhere. */
  x: ratio.nullable(),
  y: ratio.nullable(),
  confidence: ratio.optional(),
});
export type GazeSample = z.infer<typeof GazeSample>;
/**
 * Where somebody looked: a batch of samples at 10 to 60 Hz, by rising time. An input like audio: it is read and not kept;
 * the log holds what is found from it, and only of those whose gaze the profile allows to be read.
 */
export const GazeSampled = z.object({
  type: z.literal('gaze.sampled'),
  participantId: ParticipantId,
  /** What was looked at; absent, whatever was on screen then. */
  slideId: itemId.optional(),
  samples: z.array(GazeSample).min(1).max(600),
});
export type GazeSampled = z.infer<typeof GazeSampled>;

// ---- what we find -------------------------------------------------------------------------------------------------

/** How much of the time in which a region's point was spoken the gaze was on it. */
const RegionReception = z.object({
  regionId: z.string(),
  /** `words`: while its point was spoken; `slide`: it names no point, so while the slide was shown. */
  basis: z.enum(['words', 'slide']),
  /** Gaze that was observed in that time, ms, and the part of it on the region. */
  observedMs: z.number().min(0),
  onRegionMs: z.number().min(0),
  /** onRegionMs ÷ observedMs; null where no gaze was observed then. */
  reception: ratio.nullable(),
});
export type RegionReception = z.infer<typeof RegionReception>;

/** One showing of a slide or page is over, and the words said while it was on screen have come. */
export const SlideViewed = z.object({
  type: z.literal('slide.viewed'),
  slideId: z.string(),
  kind: z.enum(['slide', 'page']),
  index: z.number().nullable(),
  /** 1 the first time that this slide is shown, 2 when it comes back. */
  showing: z.number().int().min(1),
  ...span,
  /** How it came on: the first of all, forward, forward over others, or back to one before. */
  move: z.enum(['first', 'forward', 'skip', 'back']),
  /** Shown for so short a time that nobody read it. */
  isSkimmed: z.boolean(),
  /** Utterances of which the larger part was said while it was on, or that filled most of its time. */
  segmentIds: z.array(SegmentId),
  /** Gaze of customers that was observed, ms; 0 where there was none. */
  gazeMs: z.number().min(0),
  /** Share of that on the slide; null where there was none. */
  gazeShare: ratio.nullable(),
  regions: z.array(RegionReception),
  /** Of all regions together, by observed time; null where it is not known. */
  keyReception: ratio.nullable(),
});
/** Gaze of one participant on one slide since the last such event: heat map cells and the time in each. */
const AttentionMapped = z.object({
  type: z.literal('attention.mapped'),
  participantId: ParticipantId,
  /** Null where the feed named no slide. */
  slideId: z.string().nullable(),
  ...span,
  /** Cells with time in them, rising; `dwellMs` has the time in each. */
  cells: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(HEAT_CELLS - 1),
    )
    .max(HEAT_CELLS),
  dwellMs: z.array(z.number().min(0)).max(HEAT_CELLS),
  /** Gaze that was observed, on the slide or elsewhere, ms. */
  observedMs: z.number().min(0),
});

export const MATERIAL_FOUND_SCHEMAS = [SlideViewed, AttentionMapped] as const;
