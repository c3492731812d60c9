/**
 * Things in an order that follows from a key alone: the same key gives the same order everywhere and at any time, and
 * each order comes up as often as any other over many keys.
 */
export function shuffled<T>(things: readonly T[], key: string): T[] {
  const draw = drawsOf(key);
  const result = [...things];
  for (let last = result.length - 1; last > 0; last--) {
    const at = Math.floor(draw() * (last + 1));
    const [a, b] = [result[last], result[at]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[at] = a;
  }
  return result;
}

/** Draws in [0, 1): the key through FNV-1a, then "mulberry32". */
function drawsOf(key: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) state = Math.imul(state ^ key.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}
