// Isotonic regression: probabilities in, what came true as often or more the higher they are. Pool adjacent violators
// (Ayer et al. 1955), as Zadrozny & Elkan 2002 calibrate with it.

import type { Forecast } from '../statistics.ts';

interface Pool {
  /** Of the probabilities in it. */
  readonly highest: number;
  readonly cameTrue: number;
  readonly count: number;
}

const shareOf = ({ cameTrue, count }: Pool): number => cameTrue / count;

/** Maps a probability to the share that came true around it; the last pool's share above all of them. Needs a forecast. */
export function fitIsotonic(forecasts: readonly Forecast[]): (probability: number) => number {
  const pools: Pool[] = [];
  for (const { probability, isTrue } of [...forecasts].sort((a, b) => a.probability - b.probability)) {
    let pool: Pool = { highest: probability, cameTrue: isTrue ? 1 : 0, count: 1 };
    for (let last = pools.at(-1); last && shareOf(last) >= shareOf(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { highest: probability, cameTrue: last.cameTrue + pool.cameTrue, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return (probability) => shareOf((pools.find(({ highest }) => highest >= probability) ?? pools.at(-1)) as Pool);
}
