// What no figure of the evaluation says: for docs/accuracy.md. Each sentence is to be taken out when it is measured.

export const NOT_KNOWN: readonly string[] = [
  'No labelled recordings of real sales calls were at hand. Drama, telephone chat, meetings, interviews and acted emotion stand in for them; lines and calls of sales talk were written by us.',
  'The sets under `evaluation/stranger` are small and come from one hand. They show whether a signal carries over to wording that it was not made with, not how often it is right in your company.',
  'The calls there have no sound. Figures of voice come from the folders with sound and from the sample calls, whose voices are synthetic.',
  'Emotion was learned and measured on acted or performed speech of people who knew that they were recorded. How it does on customers of a real call is not known, and neither is whether it does equally well for all ages, accents and illnesses of the voice.',
  'Accents, dialects (Cantonese, Sichuanese, Scottish), line noise, speakerphones and more than one person at one microphone were not measured apart.',
  'Transcribers differ. Text signals were measured on text that people wrote or transcribed; with a transcriber’s mistakes they will do worse.',
  'How well arousal is read from Mandarin voices is not known: SECap has a description of each clip and no label of arousal, and it names no speakers. Its figures are printed and judge nothing.',
  'Whether interest fell, a customer was persuaded or a deal moved has no labels here. Interest is a figure to look at, not a measured truth.',
];

/** Confidences that were not measured against labels, besides classifiers that say so themselves. */
export const UNCALIBRATED: readonly string[] = [
  'whatever is found by rules where a classifier is absent',
  'response latency measured without words (basis `turn`)',
  'emotion samples',
  'interest and its decline',
  'key reception and gaze',
  'the match of a reply with a script',
  'topics by phrases or by likeness to examples',
  'cards, whose confidence is that of the least sure event they rest on',
];
