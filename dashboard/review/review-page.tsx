import type { Stretch } from '../state/route.ts';
import type { Timeline } from '../state/wire.ts';

interface ReviewPageProps {
  readonly timeline: Timeline;
  readonly atMs: number | null;
  readonly zoom: Stretch | null;
}

export function ReviewPage({ timeline }: ReviewPageProps) {
  return <p>{timeline.callId}</p>;
}
