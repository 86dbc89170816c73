// For operators: is all well, do cards come in time, what was left out, what waits. No conversation, nobody's name.

import { NoTranscriber } from '../parts/no-transcriber.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import type { OperatorReport } from '../state/wire.ts';
import { dateTime, text, timeOfDay } from '../text/messages.ts';
import { Counts } from './counts.tsx';
import { Latency } from './latency.tsx';
import { Parts } from './parts.tsx';
import { useReport } from './use-report.ts';

export function OperatorPage() {
  const t = text.value.operator;
  const { report, error, again } = useReport();
  if (!report) {
    return error ? <Failure error={error} of="operator" retry={again} /> : <Notice title={t.loading} />;
  }
  return (
    <div class="operator-page">
      <div class="calls-top">
        <h1>{t.title}</h1>
        <span class="calls-count">{t.since(dateTime(report.startedAt))}</span>
        <span class={`operator-asof ${error ? 'stale' : ''}`}>{t.asOf(timeOfDay(report.at))}</span>
      </div>
      {error !== null && <Notice tone="system" form="strip" title={t.cut} help={t.cutHelp(timeOfDay(report.at))} />}
      <Parts report={report} />
      <NoTranscriber />
      <Latency report={report} />
      <div class="operator-columns">
        <Calls {...report} />
        <LeftOut {...report} />
        <Waiting {...report} />
      </div>
    </div>
  );
}

function Calls({ calls }: Pick<OperatorReport, 'calls'>) {
  const { counts } = text.value.operator;
  return (
    <Counts
      title={counts.calls}
      rows={[
        { name: counts.live, value: calls.live },
        { name: counts.viewers, value: calls.viewers },
        { name: counts.webrtc, value: calls.webrtcSessions },
      ]}
    />
  );
}

function LeftOut({ leftOut }: Pick<OperatorReport, 'leftOut'>) {
  const { counts } = text.value.operator;
  return (
    <Counts
      title={counts.leftOut}
      help={counts.leftOutHelp}
      rows={[
        { name: counts.analysisSkipped, value: leftOut.analysisSkipped, isLoss: true },
        { name: counts.transcriptionSkipped, value: leftOut.transcriptionSkipped, isLoss: true },
        { name: counts.transcriptionLost, value: leftOut.transcriptionLost, isLoss: true },
        { name: counts.audioDropped, value: leftOut.audioDropped, isLoss: true },
        { name: counts.pipelineDegraded, value: leftOut.pipelineDegraded, isLoss: true },
      ]}
    />
  );
}

function Waiting({ store }: Pick<OperatorReport, 'store'>) {
  const { counts } = text.value.operator;
  return (
    <Counts
      title={counts.store}
      help={counts.storeHelp}
      rows={[
        { name: counts.spooled, value: store.spooledEvents, more: counts.bytes(store.spooledBytes) },
        { name: counts.oldest, value: counts.wait(store.oldestMs) },
        { name: counts.inserted, value: store.insertedEvents },
        { name: counts.retries, value: store.retries, isLoss: true },
        { name: counts.rejected, value: store.rejectedEvents, isLoss: true },
      ]}
    />
  );
}
