/** Numbers as C source that reads back to the same bits. */

/** JavaScript's shortest digits, with a point. */
export function cDouble(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** The same for a number that is a float32: digits that are exact enough for a double are for the float. */
export const cFloat = (value: number): string => `${cDouble(value)}f`;
