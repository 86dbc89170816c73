// How the talk is shared between rep and customer, with the usual band marked; and who speaks at this moment.

import { PersonChip, RoleMark } from '../parts/person.tsx';
import { speakers, talkShare, USUAL_BAND } from '../parts/talk.ts';
import type { CallStore } from '../state/call-store.ts';
import { identity } from '../state/session.ts';
import { text } from '../text/messages.ts';
import { useTicking } from './ticking.ts';

export function TalkBalance({ store }: { readonly store: CallStore }) {
  const t = text.value;
  void store.version.value;
  useTicking(1_000, store.timeline.speaking.length > 0);
  const { repRatio } = talkShare(store.timeline, store.nowMs());
  const [rep, customer] = [repRatio ?? 0, 1 - (repRatio ?? 0)].map((ratio) => Math.round(ratio * 100));
  const label = t.live.talkLabel(t.unit.percent(repRatio ?? 0), t.unit.percent(1 - (repRatio ?? 0)));
  const band = { left: `${USUAL_BAND.fromRatio * 100}%`, right: `${100 - USUAL_BAND.toRatio * 100}%` };
  return (
    <section class="block talk">
      <div class="block-head">
        <h2>{t.live.talk}</h2>
        {repRatio !== null && (
          <span class="talk-figures">
            <RoleMark of="rep" />
            <span class="figure">{rep}</span>
            <span class="talk-colon">:</span>
            <span class="figure">{customer}</span>
            <RoleMark of="customer" />
          </span>
        )}
      </div>
      {repRatio === null ? (
        <p class="block-empty">{t.live.talkNone}</p>
      ) : (
        <div class="talk-bar" role="img" aria-label={label}>
          <i class="talk-rep" style={{ width: `${repRatio * 100}%` }} />
          <i class="talk-customer" style={{ width: `${(1 - repRatio) * 100}%` }} />
          <b class="talk-band" style={band} />
        </div>
      )}
      {repRatio !== null && (
        <p class="talk-note">
          <span style={{ left: band.left }}>{t.live.talkBand}</span>
        </p>
      )}
    </section>
  );
}

export function Speakers({ store }: { readonly store: CallStore }) {
  const t = text.value;
  void store.version.value;
  const me = identity.value?.personId;
  const present = speakers(store.timeline);
  const mine = store.timeline.participants.find((each) => each.personId !== undefined && each.personId === me);
  return (
    <ul class="speakers" aria-label={t.live.speakers}>
      {present.map(({ participantId, role, name, isSpeaking }) => (
        <li key={participantId} class={isSpeaking ? 'speaking' : ''}>
          <PersonChip of={role} name={name} isYou={mine?.participantId === participantId} />
          <span class="voice-mark" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span class="unseen">{isSpeaking ? t.live.speaking : t.live.silent}</span>
        </li>
      ))}
    </ul>
  );
}
