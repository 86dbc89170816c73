// What of a script has been said so far: its match, the points that were said, and those that are still an offer.

import type { ScriptMatch, Timeline, TimelineCard } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { Icon } from './icon.tsx';

export function ScriptPoints({ match }: { readonly match: ScriptMatch }) {
  const t = text.value.script;
  return (
    <section class="script-points" aria-label={t.label}>
      <p class="script-head">
        <span class="chip-kind">{text.value.card.script}</span> {match.title}
        <span class="figure script-ratio">{t.match(match.matchRatio)}</span>
      </p>
      <ul>
        {match.matchedPoints.map((point) => (
          <li key={point} class="said">
            <Icon name="check" size={14} /> <span class="unseen">{t.said}</span> {point}
          </li>
        ))}
        {match.missedPoints.map((point) => (
          <li key={point} class="open">
            <Icon name="plus" size={14} /> {match.isFinal ? t.wasOpen(point) : t.notYet(point)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the reply to the objection that raised a card covers its script; null where no objection did. */
export function matchOfCard({ objections }: Pick<Timeline, 'objections'>, card: TimelineCard): ScriptMatch | null {
  const isReason = ({ seq }: { readonly seq: number }) => card.evidence.some((each) => each.seq === seq);
  return objections.findLast(isReason)?.match ?? null;
}
