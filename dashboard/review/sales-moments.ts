// Promises and what customers let show, as moments and in words. Time line in, moments out. Uses the catalogue of the
// language that was chosen.

import { promiseWords } from '../parts/promise-words.ts';
import type { Commitment, SalesSignal, Timeline } from '../state/wire.ts';
import { text } from '../text/messages.ts';

export type SalesMoment =
  | { readonly kind: 'next-step'; readonly id: string; readonly atMs: number; readonly said: Commitment }
  | { readonly kind: SalesSignal['kind']; readonly id: string; readonly atMs: number; readonly said: SalesSignal };

export function salesMoments({ commitments, salesSignals }: Timeline): SalesMoment[] {
  return [
    ...commitments.map((said): SalesMoment => {
      return { kind: 'next-step', id: `next-step-${said.commitmentId}`, atMs: said.startMs, said };
    }),
    ...salesSignals.map((said): SalesMoment => {
      return { kind: said.kind, id: `${said.kind}-${said.segmentId}`, atMs: said.startMs, said };
    }),
  ];
}

export function salesTitle(moment: SalesMoment): string {
  const { sales, role } = text.value;
  if (moment.kind === 'next-step') return promiseWords(moment.said);
  const { said } = moment;
  if (said.kind === 'pain') return sales.pain;
  if (said.kind === 'buying-signal') return sales.strength[said.strength];
  const who = said.isSpeaker ? role.customer : said.who;
  return who === null ? sales.part[said.part] : sales.partOf(sales.part[said.part], who);
}

export const salesNote = (moment: SalesMoment): string =>
  moment.kind === 'next-step' ? moment.said.action : moment.said.text;

export function salesReason(moment: SalesMoment): string {
  const { sales } = text.value;
  if (moment.kind === 'next-step') return sales.whyNextStep;
  if (moment.kind === 'buying-signal') return sales.whyBuyingSignal;
  return moment.kind === 'pain' ? sales.whyPain : sales.whyDecisionRole;
}
