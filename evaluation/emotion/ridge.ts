// Vectors with labels 0 and 1 in, a ridge classifier out (A. Hoerl, R. Kennard 1970): standardised, classes weighted alike.

export type RidgeClassifier = (vector: Float64Array) => 0 | 1;

export function fitRidge(vectors: readonly Float64Array[], labels: readonly (0 | 1)[], penalty = 0.1): RidgeClassifier {
  const width = vectors[0]?.length ?? 0;
  const mean = columnMeans(vectors, width);
  const scale = columnMeans(
    vectors.map((vector) => vector.map((value, i) => (value - (mean[i] ?? 0)) ** 2)),
    width,
  ).map((variance) => 1 / Math.sqrt(variance + 1e-9));
  const inputOf = (vector: Float64Array): number[] => [
    ...Array.from(vector, (value, i) => (value - (mean[i] ?? 0)) * (scale[i] ?? 1)),
    1,
  ];
  const counts = [0, 1].map((label) => labels.filter((each) => each === label).length);
  const weights = labels.map((label) => 0.5 / (counts[label] ?? 1));
  const size = width + 1;
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
  vectors.forEach((vector, row) => {
    const input = inputOf(vector);
    const target = labels[row] === 1 ? 1 : -1;
    for (let i = 0; i < size; i++) {
      const line = matrix[i] as Float64Array;
      const weighted = (input[i] ?? 0) * (weights[row] ?? 0);
      for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + weighted * (input[j] ?? 0);
      line[size] = (line[size] ?? 0) + weighted * target;
    }
  });
  for (let i = 0; i < width; i++) (matrix[i] as Float64Array)[i] = (matrix[i]?.[i] ?? 0) + penalty;
  const solution = solved(matrix);
  return (vector) => (inputOf(vector).reduce((sum, value, i) => sum + value * (solution[i] ?? 0), 0) > 0 ? 1 : 0);
}

function columnMeans(rows: readonly Float64Array[], width: number): number[] {
  return Array.from({ length: width }, (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
}

/** Gauss, of a positive definite system with its right side as the last column. */
function solved(matrix: Float64Array[]): number[] {
  const size = matrix.length;
  for (let i = 0; i < size; i++) {
    const pivot = matrix[i] as Float64Array;
    for (let j = i + 1; j < size; j++) {
      const line = matrix[j] as Float64Array;
      const factor = (line[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k <= size; k++) line[k] = (line[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const line = matrix[i] as Float64Array;
    let sum = line[size] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (line[k] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (line[i] ?? 1);
  }
  return solution;
}
