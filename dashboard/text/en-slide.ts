// What the review says about slides and gaze, in English.

export const enSlide = {
  slide: {
    onScreen: 'On screen',
    noSlides: 'Slide not known: the meeting tool sent gaze and no slides.',
    noGaze: 'No gaze of customers was sent for this slide.',
    gaze: (seen: string) => `Customers’ gaze over the whole call, ${seen} of it.`,
    most: (place: string, share: string) => `Most of it ${place} (${share}).`,
    elsewhere: 'None of it was on the slide.',
    places: [
      'top left',
      'at the top',
      'top right',
      'on the left',
      'in the middle',
      'on the right',
      'bottom left',
      'at the bottom',
      'bottom right',
    ] as readonly string[],
    dwell: 'Shown for',
    skimmed: 'flipped past',
    came: 'Came on',
    moves: { first: 'first', forward: 'next in order', skip: 'over other slides', back: 'by going back' },
    gazeShare: 'Gaze on the slide',
    regions: 'Key points',
    reception: (share: string) => `${share} of the gaze while it was said`,
    receptionUnknown: 'reception not known',
    said: 'Said while it was shown',
    allSaid: (n: number) => `All ${n} lines`,
  },
};
