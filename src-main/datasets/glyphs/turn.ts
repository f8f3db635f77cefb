/** Sine and cosine from additions and products only: Math.sin may differ in its last bit between machines, these cannot. */

/** [cos, sin] of an angle in turns (1 = 360 degrees); absolute error below 1e-11. */
export function direction(turns: number): readonly [cos: number, sin: number] {
  const part = turns - Math.floor(turns);
  const quarter = Math.floor(part * 4 + 0.5);
  const a = (part - quarter / 4) * 6.283185307179586; // -pi/4 .. pi/4
  const q = a * a;
  const cos = 1 - (q / 2) * (1 - (q / 12) * (1 - (q / 30) * (1 - (q / 56) * (1 - (q / 90) * (1 - q / 132)))));
  const sin = a * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * (1 - (q / 110) * (1 - q / 156))))));
  switch (quarter & 3) {
    case 0:
      return [cos, sin];
    case 1:
      return [-sin, cos];
    case 2:
      return [-cos, -sin];
    default:
      return [sin, -cos];
  }
}
