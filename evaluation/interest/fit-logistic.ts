// Logistic regression by Newton's method, a little ridge so that it always ends. In: rows of inputs and 0 or 1. Out: weights.

export interface LogisticRow {
  readonly x: readonly number[];
  readonly y: number;
}

const ROUNDS = 25;
const RIDGE = 1e-3;

export function fitLogistic(rows: readonly LogisticRow[]): number[] {
  const size = rows[0]?.x.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const hessian = weights.map((_, at) => weights.map((_, other): number => (at === other ? RIDGE : 0)));
    for (const { x, y } of rows) {
      const sum = x.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-sum));
      for (const [at, value] of x.entries()) {
        gradient[at] = (gradient[at] ?? 0) + (y - p) * value;
        const line = hessian[at] ?? [];
        for (const [other, second] of x.entries()) line[other] = (line[other] ?? 0) + p * (1 - p) * value * second;
      }
    }
    const step = solved(hessian, gradient);
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
  }
  return weights;
}

/** Gauss–Jordan with the largest pivot. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let at = column + 1; at < size; at += 1) {
      if (Math.abs(rows[at]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = at;
    }
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const own = rows[column] as number[];
    const scale = own[column] ?? 1;
    for (let at = 0; at <= size; at += 1) own[at] = (own[at] ?? 0) / scale;
    for (const [other, line] of rows.entries()) {
      if (other === column) continue;
      const factor = line[column] ?? 0;
      for (let at = 0; at <= size; at += 1) line[at] = (line[at] ?? 0) - factor * (own[at] ?? 0);
    }
  }
  return rows.map((line) => line[size] ?? 0);
}
