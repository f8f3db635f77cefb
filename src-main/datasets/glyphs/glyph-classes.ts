/** The ten classes of `glyphs`, in label order: easy shapes beside look-alikes that only fine detail tells apart. */

export const glyphClasses: readonly string[] = [
  'circle',
  'pentagon',
  'hexagon',
  'star with 5 points',
  'star with 6 points',
  'star with 7 points',
  'ring',
  'broken ring',
  'S bend',
  'Z bend',
];
