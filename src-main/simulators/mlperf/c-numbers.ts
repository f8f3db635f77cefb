/** Numbers as C prints and reads them, so that a simulated board says the same bytes as a real one. */

// More than any float32 or most doubles have; the language allows 100 after the point.
const exactDigits = 100;

/** `%.Ng`: N significant digits, half to even as C rounds, no zeros at the end. */
export function general(value: number, digits: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const sign = value < 0 ? '-' : '';
  const [mantissa, power] = Math.abs(value).toExponential(digits - 1).split('e');
  let figures = mantissa.replace('.', '');
  const exact = Math.abs(value).toExponential(exactDigits).split('e')[0].replace('.', '');
  // JavaScript rounds ties up. Where that made an odd digit, C goes the other way; nothing is carried then.
  if (/^50*$/.test(exact.slice(digits)) && Number(figures.at(-1)) % 2 === 1) figures = exact.slice(0, digits);
  const exponent = Number(power);
  if (exponent < -4 || exponent >= digits) return `${sign}${trimmed(`${figures[0]}.${figures.slice(1)}`)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  if (exponent < 0) return `${sign}${trimmed(`0.${'0'.repeat(-exponent - 1)}${figures}`)}`;
  return `${sign}${trimmed(`${figures.slice(0, exponent + 1)}.${figures.slice(exponent + 1)}`)}`;
}

const trimmed = (text: string): string => text.replace(/\.?0*$/, '');

/** `%0.3f` of a float: half to even. */
export function threeDecimals(value: number): string {
  const thousandths = Math.fround(value) * 1000;
  const below = Math.floor(thousandths);
  return (thousandths - below === 0.5 && below % 2 === 0 ? below / 1000 : value).toFixed(3);
}

const mostWhole = 2 ** 31 - 1;

/** `atoi`, kept in the range of 32 bits: the whole number that a word begins with; 0 where it begins with none. */
export const leadingWhole = (word: string): number => Math.max(-mostWhole, Math.min(mostWhole, Number(/^[+-]?\d{1,15}/.exec(word)?.[0] ?? 0)));
