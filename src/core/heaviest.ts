/** Picks the few that weigh most out of many, without sorting the many. */

/** Places of the heaviest, heaviest first, of equals the first; at most `most`, and none that weighs nothing. */
export function heaviest(weights: ArrayLike<number>, most: number): Uint16Array {
  const places = new Uint16Array(Math.min(most, weights.length));
  let count = 0;
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place] ?? 0;
    if (weight <= 0 || (count === most && weight <= (weights[places[count - 1] ?? 0] ?? 0))) continue;
    let at = count < most ? count++ : count - 1;
    for (; at > 0 && (weights[places[at - 1] ?? 0] ?? 0) < weight; at--) places[at] = places[at - 1] ?? 0;
    places[at] = place;
  }
  return places.subarray(0, count);
}
