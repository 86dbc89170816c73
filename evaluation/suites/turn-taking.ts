// Turns, floor transfers, overlaps, interruptions, backchannels, monologues: timed interviews and meetings through the real
// engine as segments, beside a straightforward computation from docs/metrics.md. Every single one must agree.

import { INTERVIEWS, MEETINGS, readInterviews, readMeetings, type TimedConversation } from '../data/timed-turns.ts';
import type { Figure, Suite } from '../figure.ts';
import { type Agreement, compareTurnTaking, FINDINGS } from '../turn-taking.ts';

export const turnTakingSuite: Suite = {
  name: 'turn-taking',
  folders: [INTERVIEWS, MEETINGS],
  async run({ dataDir, onProgress }) {
    const interviews = await readInterviews(dataDir);
    const meetings = await readMeetings(dataDir);
    const of = interviews.length + meetings.length;
    const first = await agreements(interviews, (done) => onProgress?.(done, of));
    const second = await agreements(meetings, (done) => onProgress?.(interviews.length + done, of));
    return [...figuresOf('interviews', first), ...figuresOf('meetings', second)];
  },
};

async function agreements(conversations: readonly TimedConversation[], onDone: (count: number) => void) {
  const all: Agreement[] = [];
  for (const [index, { segments }] of conversations.entries()) {
    all.push(...(await compareTurnTaking(segments)));
    onDone(index + 1);
  }
  return all;
}

function figuresOf(corpus: string, all: readonly Agreement[]): Figure[] {
  return FINDINGS.flatMap((finding): Figure[] => {
    const own = all.filter((each) => each.finding === finding);
    const sum = (field: 'expected' | 'found' | 'agreeing') => own.reduce((total, each) => total + each[field], 0);
    const [expected, found, agreeing] = [sum('expected'), sum('found'), sum('agreeing')];
    if (expected + found === 0) return [];
    return [
      {
        name: `${corpus}: ${finding} that agree`,
        value: agreeing / Math.max(expected, found),
        n: expected,
        interval: null,
        unit: 'ratio',
        target: { atLeast: 1 },
        note: `${agreeing} agree of ${expected} by definition, ${found} found`,
      },
    ];
  });
}
