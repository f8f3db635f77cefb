/** Colours of shapes and surroundings, drawn from chance; channels in grey levels 0..255. */

import type { Random } from '../../core/random';

export type Rgb = readonly [red: number, green: number, blue: number];

export const anyColour = (random: Random): Rgb => [
  random.between(20, 235),
  random.between(20, 235),
  random.between(20, 235),
];

/** A difference of colour, `length` grey levels long, in any direction of RGB. */
export function tint(random: Random, length: number): Rgb {
  const [r, g, b] = [random.between(-1, 1), random.between(-1, 1), random.between(-1, 1)];
  const scale = length / (Math.sqrt(r * r + g * g + b * b) + 1e-6);
  return [r * scale, g * scale, b * scale];
}

/** A colour `contrast` grey levels away from another; a channel that would leave 0..255 goes the other way. */
export function contrasting(random: Random, from: Rgb, contrast: number): Rgb {
  const step = tint(random, contrast);
  const away = (channel: 0 | 1 | 2): number => {
    const to = from[channel] + step[channel];
    return to < 0 || to > 255 ? from[channel] - step[channel] : to;
  };
  return [away(0), away(1), away(2)];
}
