// How long words and cards take: the p95 of cards beside its budget, then every stage on one scale of time.

import type { OperatorReport } from '../state/wire.ts';
import { text } from '../text/messages.ts';

type Stage = OperatorReport['latency'][number];

export function Latency({ report: { latency, budget } }: { readonly report: OperatorReport }) {
  const t = text.value.operator.latency;
  const scaleMs = scaleOf(latency, budget.p95Ms);
  return (
    <section class="operator-block operator-latency">
      <h2>{t.title}</h2>
      <Budget card={latency.find(({ stage }) => stage === 'card')} budget={budget} />
      {latency.every(({ count }) => count === 0) ? (
        <p class="operator-help">{t.none}</p>
      ) : (
        <table class="operator-stages">
          <thead>
            <tr>
              <th scope="col">{t.stage}</th>
              <th scope="col" class="wide" aria-label={t.range}>
                <Scale scaleMs={scaleMs} />
              </th>
              <th scope="col">{t.count}</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
              <th scope="col">p99</th>
            </tr>
          </thead>
          <tbody>
            {latency.map((each) => (
              <StageRow key={each.stage} of={each} scaleMs={scaleMs} budgetMs={budget.p95Ms} />
            ))}
          </tbody>
        </table>
      )}
      <p class="operator-help">
        {t.help} <span class="operator-bars-help">{t.helpBars}</span>
      </p>
    </section>
  );
}

interface BudgetProps {
  readonly card: Stage | undefined;
  readonly budget: OperatorReport['budget'];
}

function Budget({ card, budget: { p95Ms, isMet } }: BudgetProps) {
  const t = text.value.operator.latency;
  const state = isMet === null ? 'unknown' : isMet ? 'met' : 'over';
  return (
    <div class={`operator-budget ${state}`}>
      <p class="operator-budget-name">{t.budgetName}</p>
      <p class="operator-budget-figure figure">{card?.p95Ms == null ? '–' : t.precise(card.p95Ms)}</p>
      <p class="operator-budget-state">
        <span class="operator-mark" aria-hidden="true" />
        {t.budget[state](t.precise(p95Ms))}
      </p>
    </div>
  );
}

interface StageRowProps {
  readonly of: Stage;
  readonly scaleMs: number;
  readonly budgetMs: number;
}

function StageRow({ of: { stage, count, p50Ms, p95Ms, p99Ms }, scaleMs, budgetMs }: StageRowProps) {
  const t = text.value.operator;
  const at = (ms: number) => `${Math.min(100, (100 * ms) / scaleMs)}%`;
  return (
    <tr>
      <th scope="row">
        {t.latency.stages[stage]}
        <span>{t.latency.stagesHelp[stage]}</span>
      </th>
      <td class="wide" aria-hidden="true">
        <div class="operator-range">
          {stage === 'card' && <i class="budget" style={{ left: at(budgetMs) }} />}
          {p50Ms !== null && p95Ms !== null && p99Ms !== null && (
            <>
              <i class="tail" style={{ left: at(p50Ms), width: `calc(${at(p99Ms)} - ${at(p50Ms)})` }} />
              <i class="body" style={{ left: at(p50Ms), width: `calc(${at(p95Ms)} - ${at(p50Ms)})` }} />
              <i class="middle" style={{ left: at(p50Ms) }} />
            </>
          )}
        </div>
      </td>
      <td class="figure count">{t.grouped(count)}</td>
      {[p50Ms, p95Ms, p99Ms].map((ms, column) => (
        <td key={['p50', 'p95', 'p99'][column]} class="figure">
          {ms === null ? '–' : t.latency.precise(ms)}
        </td>
      ))}
    </tr>
  );
}

function Scale({ scaleMs }: { readonly scaleMs: number }) {
  const t = text.value.operator.latency;
  return (
    <span class="operator-scale figure" aria-hidden="true">
      <span>0</span>
      <span>{t.round(scaleMs / 2)}</span>
      <span>{t.round(scaleMs)}</span>
    </span>
  );
}

/** The end of the scale: whole seconds, even, with room for the budget and for the slowest. */
export function scaleOf(latency: readonly Stage[], budgetMs: number): number {
  const slowest = Math.max(budgetMs * 1.1, ...latency.map(({ p99Ms }) => p99Ms ?? 0));
  return Math.ceil(slowest / 2_000) * 2_000;
}
