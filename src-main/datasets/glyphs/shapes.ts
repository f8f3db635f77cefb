/** The outlines of the ten classes as signed distances in pixels: negative inside, positive outside. */

import { direction } from './turn';

/** Signed distance from (x, y) to an outline centred on the origin. */
export type Distance = (x: number, y: number) => number;

/** How an outline may vary without leaving its class. */
export interface ShapeVariation {
  /** Distance from the centre to the farthest tip, pixels. */
  radius: number;
  /** 0..1: from slender to stout (depth of a star's notches, width of a stroke). */
  stoutness: number;
  /** Width of the broken ring's gap, pixels. */
  gap: number;
}

/**
 * A star with n tips at `radius` and n notches at `notch`; a regular polygon when the notch lies on its edge.
 * Folding the plane into one half sector leaves a single edge: d = n . (p - tip).
 */
function starDistance(tips: number, radius: number, notch: number): Distance {
  const axes = Array.from({ length: tips }, (_, k) => direction(k / tips));
  const [cos, sin] = direction(0.5 / tips);
  const edgeU = notch * cos - radius;
  const edgeV = notch * sin;
  const length = Math.sqrt(edgeU * edgeU + edgeV * edgeV);
  const normalU = edgeV / length;
  const normalV = -edgeU / length;
  return (x, y) => {
    let u = -Infinity;
    let v = 0;
    for (const [c, s] of axes) {
      const along = x * c + y * s;
      if (along > u) {
        u = along;
        v = y * c - x * s;
      }
    }
    return (u - radius) * normalU + Math.abs(v) * normalV;
  };
}

function polygonDistance(sides: number, radius: number): Distance {
  return starDistance(sides, radius, radius * direction(0.5 / sides)[0]);
}

function ringDistance(radius: number, stroke: number, gap: number): Distance {
  const middle = radius - stroke / 2;
  return (x, y) => {
    const band = Math.abs(Math.sqrt(x * x + y * y) - middle) - stroke / 2;
    return gap > 0 && x > 0 ? Math.max(band, gap / 2 - Math.abs(y)) : band;
  };
}

function boxDistance(x: number, y: number, left: number, top: number, right: number, bottom: number): number {
  return Math.max(left - x, x - right, top - y, y - bottom);
}

/** A stem with one arm at each end; `hand` +1 bends like an S, -1 like a Z. */
function bendDistance(radius: number, stroke: number, hand: 1 | -1): Distance {
  const half = stroke / 2;
  const high = radius * 0.84;
  const wide = radius * 0.7;
  return (x0, y) => {
    const x = x0 * hand;
    const stem = boxDistance(x, y, -half, -high, half, high);
    const upper = boxDistance(x, y, -half, -high, wide, -high + stroke);
    const lower = boxDistance(x, y, -wide, high - stroke, half, high);
    return Math.min(stem, upper, lower);
  };
}

/** The outline of a class; labels as in `glyphClasses`. */
export function shapeDistance(label: number, { radius, stoutness, gap }: ShapeVariation): Distance {
  const ringStroke = radius * (0.3 + 0.2 * stoutness);
  const bendStroke = radius * (0.32 + 0.16 * stoutness);
  switch (label) {
    case 0:
      return (x, y) => Math.sqrt(x * x + y * y) - radius * 0.92;
    case 1:
      return polygonDistance(5, radius);
    case 2:
      return polygonDistance(6, radius);
    case 3:
      return starDistance(5, radius, radius * (0.42 + 0.16 * stoutness));
    case 4:
      return starDistance(6, radius, radius * (0.46 + 0.16 * stoutness));
    case 5:
      return starDistance(7, radius, radius * (0.5 + 0.16 * stoutness));
    case 6:
      return ringDistance(radius, ringStroke, 0);
    case 7:
      return ringDistance(radius, ringStroke, gap);
    case 8:
      return bendDistance(radius, bendStroke, 1);
    default:
      return bendDistance(radius, bendStroke, -1);
  }
}

/** Only the outline's stroke of a filled shape remains. */
export function hollow(distance: Distance, stroke: number): Distance {
  return (x, y) => Math.abs(distance(x, y) + stroke / 2) - stroke / 2;
}
