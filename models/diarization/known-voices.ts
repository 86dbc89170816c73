// The voices of one channel, by voiceprint. In: a unit-free vector of a stretch of speech. Out: the number of the voice it is
// most like, or a new number. Pure, by cosine against the mean of what each voice has said. Method: leader clustering.

/** Less alike than this is another voice. Default of sherpa-onnx's speaker search. */
const LEAST_SIMILARITY = 0.5;

/** Sum of unit vectors, by voice; voice 1 first. */
export type KnownVoices = readonly Float32Array[];

export const NO_VOICES: KnownVoices = [];

export function recogniseVoice(known: KnownVoices, voiceprint: Float32Array): [KnownVoices, voice: number] {
  const print = unit(voiceprint);
  const similarities = known.map((sum) => cosine(sum, print));
  const best = Math.max(...similarities);
  if (known.length === 0 || best < LEAST_SIMILARITY) return [[...known, print], known.length + 1];
  const at = similarities.indexOf(best);
  return [known.map((sum, index) => (index === at ? sum.map((each, k) => each + (print[k] ?? 0)) : sum)), at + 1];
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function cosine(one: Float32Array, other: Float32Array): number {
  const lengths = Math.hypot(...one) * Math.hypot(...other);
  if (lengths === 0) return 0;
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0) / lengths;
}
