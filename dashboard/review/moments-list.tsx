// Facts of the call and the moments to jump to, by kind.

import { useMemo, useState } from 'preact/hooks';
import { Moment as MomentTime } from '../parts/figures.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { nameIn } from '../parts/names.ts';
import { PersonChip } from '../parts/person.tsx';
import { talkShare } from '../parts/talk.ts';
import type { Timeline } from '../state/wire.ts';
import { clock, dateTime, text } from '../text/messages.ts';
import { kindName, momentName, momentNote } from './moment-words.ts';
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
            {timeline.corrections
              .filter((correction) => correction.participantId === participantId)
              .map(({ atMs, fromRole }) => (
                <small key={atMs}> {t.review.correctedAt(clock(atMs), t.role[fromRole])}</small>
              ))}
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
  interest: 'down',
  card: 'card',
  'buying-signal': 'up',
  pain: 'speech',
  'decision-role': 'flag',
  'next-step': 'check',
};

/** More of a kind than this are folded away at first. */
const SHOWN_OF_KIND = 6;

export function MomentsList({ review }: { readonly review: Review }) {
  const t = text.value.review;
  return (
    <nav class="moments" aria-label={t.moments}>
      {review.moments.length === 0 && <p class="block-empty">{t.momentsNone}</p>}
      {MOMENT_KINDS.map((kind) => (
        <MomentsOfKind key={kind} kind={kind} review={review} />
      ))}
    </nav>
  );
}

function MomentsOfKind({ kind, review }: { readonly kind: MomentKind; readonly review: Review }) {
  const t = text.value.review;
  const [isWhole, showWhole] = useState(false);
  const chosenId = review.chosen.value?.id;
  const ofKind = useMemo(() => review.moments.filter((moment) => moment.kind === kind), [review, kind]);
  if (ofKind.length === 0) return null;
  const isFolded = !isWhole && ofKind.length > SHOWN_OF_KIND + 1;
  const shown = isFolded ? ofKind.filter(({ id }, at) => at < SHOWN_OF_KIND || id === chosenId) : ofKind;
  return (
    <section class={`moments-kind of-${kind}`}>
      <h2>
        <Icon name={KIND_ICON[kind]} size={14} />
        {kindName(kind)} <span class="figure found-count">{ofKind.length}</span>
      </h2>
      <ul>
        {shown.map((moment) => (
          <MomentRow key={moment.id} moment={moment} isChosen={moment.id === chosenId} choose={review.choose} />
        ))}
      </ul>
      {isFolded && (
        <button type="button" class="link all-of" onClick={() => showWhole(true)}>
          {t.allOf(ofKind.length)}
        </button>
      )}
    </section>
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
          <b>{momentName(moment)}</b>
          <span>{momentNote(moment)}</span>
        </span>
      </button>
    </li>
  );
}
