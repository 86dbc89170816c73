// How near what a sentence means is to groups of examples. In: unit vectors of the examples, then of a sentence. Out: for
// each group 0 (as near as another group's examples are) … 1 (as near as its own are to one another). Models differ in what
// a cosine of 0.6 says, so the examples themselves set the scale. No latency, no state. Nearest example: Cover & Hart 1967.

/** Unit vectors, float32[width] each. */
export type VectorGroups = readonly (readonly Float32Array[])[];

export type VectorLikeness = (vector: Float32Array) => number[];

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0);
const nearest = (vector: Float32Array, others: readonly Float32Array[]): number =>
  Math.max(-1, ...others.map((other) => cosine(vector, other)));
const meanOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** A model that does not tell the examples of two groups apart has nothing to say: 0 for every group. */
export function compileVectorLikeness(groups: VectorGroups): VectorLikeness {
  const { unlike, like } = scaleOf(groups);
  if (!(like > unlike)) return () => groups.map(() => 0);
  return (vector) =>
    groups.map((examples) => Math.min(1, Math.max(0, (nearest(vector, examples) - unlike) / (like - unlike))));
}

/** Mean cosine of an example with the nearest of another group, and with the nearest other one of its own. */
function scaleOf(groups: VectorGroups): { readonly unlike: number; readonly like: number } {
  const pairs = groups.flatMap((examples, group) => {
    const others = groups.filter((_, other) => other !== group).flat();
    if (examples.length < 2 || others.length === 0) return [];
    return examples.map((example) => {
      const own = examples.filter((each) => each !== example);
      return { unlike: nearest(example, others), like: nearest(example, own) };
    });
  });
  return { unlike: meanOf(pairs.map(({ unlike }) => unlike)), like: meanOf(pairs.map(({ like }) => like)) };
}
