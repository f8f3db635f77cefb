/** Seconds as people say them; the units are the same in every language of the window. */

/** "< 1 s", "8 s", "2 min 05 s", "1 h 20 min". */
export function durationText(seconds: number): string {
  if (seconds < 0.5) return '< 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

/** "≈ 8 s"; a bound needs no sign. */
export function estimateText(seconds: number): string {
  const text = durationText(seconds);
  return text.startsWith('<') ? text : `≈ ${text}`;
}
