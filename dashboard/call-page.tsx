// One call: the live page while it runs, the review when it is over.

import { useEffect, useState } from 'preact/hooks';
import { LivePage } from './live-call/live-page.tsx';
import { Failure, Notice } from './parts/notice.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { ask } from './state/rest.ts';
import type { Stretch } from './state/route.ts';
import type { CallSummary, Timeline } from './state/wire.ts';
import { text } from './text/messages.ts';

type Shown =
  | { readonly kind: 'asking' }
  | { readonly kind: 'live'; readonly summary: CallSummary }
  | { readonly kind: 'ended'; readonly timeline: Timeline }
  | { readonly kind: 'failed'; readonly error: unknown };

interface CallPageProps {
  readonly callId: string;
  readonly atMs: number | null;
  readonly zoom: Stretch | null;
}

export function CallPage({ callId, atMs, zoom }: CallPageProps) {
  const [shown, setShown] = useState<Shown>({ kind: 'asking' });
  const [tries, setTries] = useState(0);
  const again = () => setTries((count) => count + 1);
  useEffect(() => {
    const gone = new AbortController();
    setShown({ kind: 'asking' });
    readCall(callId, gone.signal).then(setShown, (error: unknown) => {
      if (!gone.signal.aborted) setShown({ kind: 'failed', error });
    });
    return () => gone.abort();
  }, [callId, tries]);
  if (shown.kind === 'asking') return <Notice title={text.value.connection.connectingHelp} />;
  if (shown.kind === 'failed') return <Failure error={shown.error} of="call" retry={again} />;
  if (shown.kind === 'live') return <LivePage summary={shown.summary} toReview={again} />;
  return <ReviewPage timeline={shown.timeline} atMs={atMs} zoom={zoom} />;
}

async function readCall(callId: string, abort: AbortSignal): Promise<Shown> {
  const path = `/v1/calls/${encodeURIComponent(callId)}`;
  const summary = await ask<CallSummary>(path, { abort });
  if (summary.isLive) return { kind: 'live', summary };
  return { kind: 'ended', timeline: await ask<Timeline>(`${path}/timeline`, { abort }) };
}
