// Facts of the call and the moments to jump to, by kind.

import { nameIn } from '../live-call/names.ts';
import { talkShare } from '../live-call/talk.ts';
import { Moment as MomentTime } from '../parts/figures.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { PersonChip } from '../parts/person.tsx';
import type { Timeline } from '../state/wire.ts';
import { clock, dateTime, text } from '../text/messages.ts';
import { momentNote, momentTitle } from './moment-words.ts';
import { MOMENT_KINDS, type Moment, type MomentKind } from './moments.ts';
import type { Review } from './review-state.ts';

export function Facts({ timeline }: { readonly timeline: Timeline }) {
  const t = text.value;
  const { repRatio } = talkShare(timeline, timeline.durationMs);
  const median = medianAnswerMs(timeline);
  const place = [timeline.accountName, timeline.stage, timeline.industry].filter((each) => each !== null).join(' · ');
  const facts = [
    [t.review.started, timeline.startedAt && dateTime(timeline.startedAt)],
    [t.review.duration, clock(timeline.durationMs)],
    [t.review.talk, repRatio === null ? null : `${t.role.rep} ${t.unit.percent(repRatio)}`],
    [t.review.medianAnswer, median === null ? null : t.unit.seconds(median)],
  ].flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return (
    <section class="facts" aria-label={t.review.facts}>
      <h1>{timeline.title ?? timeline.accountName ?? t.calls.untitled}</h1>
      {place && <p class="facts-place">{place}</p>}
      <ul class="facts-people" aria-label={t.review.people}>
        {timeline.participants.map(({ participantId, role }) => (
          <li key={participantId}>
            <PersonChip of={role} {...nameIn(timeline, participantId)} />
            <span class="unseen">{t.role[role]}</span>
          </li>
        ))}
      </ul>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function medianAnswerMs({ questions }: Timeline): number | null {
  const waits = questions.flatMap(({ role, latencyMs }) =>
    role === 'customer' && latencyMs !== null ? [latencyMs] : [],
  );
  waits.sort((a, b) => a - b);
  const middle = (waits.length - 1) / 2;
  const [low, high] = [waits[Math.floor(middle)], waits[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const KIND_ICON: Readonly<Record<MomentKind, IconName>> = {
  answer: 'wait',
  competitor: 'flag',
  objection: 'speech',
  card: 'card',
};

export function MomentsList({ review }: { readonly review: Review }) {
  const t = text.value.review;
  const chosenId = review.chosen.value?.id;
  return (
    <nav class="moments" aria-label={t.moments}>
      {review.moments.length === 0 && <p class="block-empty">{t.momentsNone}</p>}
      {MOMENT_KINDS.map((kind) => {
        const ofKind = review.moments.filter((moment) => moment.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <section key={kind} class={`moments-kind of-${kind}`}>
            <h2>
              <Icon name={KIND_ICON[kind]} size={14} />
              {t.kinds[kind]} <span class="figure found-count">{ofKind.length}</span>
            </h2>
            <ul>
              {ofKind.map((moment) => (
                <MomentRow key={moment.id} moment={moment} isChosen={moment.id === chosenId} choose={review.choose} />
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

interface MomentRowProps {
  readonly moment: Moment;
  readonly isChosen: boolean;
  readonly choose: (moment: Moment) => void;
}

function MomentRow({ moment, isChosen, choose }: MomentRowProps) {
  const isBrief = moment.kind === 'competitor' || moment.kind === 'card';
  return (
    <li>
      <button
        type="button"
        class={`moment-row ${isBrief ? 'brief' : ''}`}
        data-moment={moment.id}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => choose(moment)}
      >
        <MomentTime atMs={moment.atMs} />
        <span class="moment-words">
          <b>{momentTitle(moment)}</b>
          <span>{momentNote(moment)}</span>
        </span>
      </button>
    </li>
  );
}
