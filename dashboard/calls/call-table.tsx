// The calls, one a row; on a narrow window one below the other. The whole row leads to the call.

import { PersonChip } from '../parts/person.tsx';
import { callLink } from '../state/route.ts';
import { identity } from '../state/session.ts';
import type { CallSummary } from '../state/wire.ts';
import { clock, dateTime, durationTag, text } from '../text/messages.ts';

export function CallTable({ calls }: { readonly calls: readonly CallSummary[] }) {
  const t = text.value.calls;
  return (
    <table class="call-table">
      <thead>
        <tr>
          <th scope="col">{t.column.call}</th>
          <th scope="col">{t.column.people}</th>
          <th scope="col">{t.column.stage}</th>
          <th scope="col">{t.column.started}</th>
          <th scope="col" class="number">
            {t.column.duration}
          </th>
          <th scope="col">{t.column.talk}</th>
          <th scope="col" class="number">
            {t.column.questions}
          </th>
          <th scope="col" class="number">
            {t.column.competitors}
          </th>
          <th scope="col" class="number">
            {t.column.cards}
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.callId} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function CallRow({ call }: { readonly call: CallSummary }) {
  const t = text.value.calls;
  const title = call.title ?? call.accountName ?? t.untitled;
  const me = identity.value?.personId;
  return (
    <tr class={call.isLive ? 'is-live' : ''}>
      <th scope="row" class="call-name">
        <a href={callLink(call.callId)}>{title}</a>
        <span class="call-account">
          {call.isLive && <span class="badge live">{t.live}</span>}
          {call.title && call.accountName}
          {call.title && call.accountName && call.industry && ' · '}
          {call.industry}
        </span>
      </th>
      <td class="call-people">
        {call.participants.map(({ participantId, role, name, personId }) => (
          <PersonChip key={participantId} of={role} name={name} isYou={personId !== undefined && personId === me} />
        ))}
      </td>
      <td class="call-stage">{call.stage ?? <Unknown />}</td>
      <td class="call-started">
        <time dateTime={call.startedAt}>{dateTime(call.startedAt)}</time>
      </td>
      <td class="number call-duration">
        <time dateTime={durationTag(call.durationMs)}>{clock(call.durationMs)}</time>
      </td>
      <td class="call-talk">{call.talkRatio === null ? <Unknown /> : <TalkBar ratio={call.talkRatio} />}</td>
      <Count label={t.column.questions} value={call.questions} />
      <Count label={t.column.competitors} value={call.competitorMentions} />
      <Count label={t.column.cards} value={call.cards} />
    </tr>
  );
}

function TalkBar({ ratio }: { readonly ratio: number }) {
  return (
    <span class="talk-mini" title={text.value.calls.column.talk}>
      <span class="talk-mini-bar" aria-hidden="true">
        <i style={{ width: `${ratio * 100}%` }} />
      </span>
      <span class="figure">{text.value.unit.percent(ratio)}</span>
    </span>
  );
}

function Count({ label, value }: { readonly label: string; readonly value: number | null }) {
  return (
    <td class={`number call-count ${value === 0 ? 'none' : ''}`} data-label={label}>
      {value ?? <Unknown />}
    </td>
  );
}

function Unknown() {
  return (
    <span class="unknown-figure">
      <span aria-hidden="true">–</span>
      <span class="unseen">{text.value.calls.unknown}</span>
    </span>
  );
}
