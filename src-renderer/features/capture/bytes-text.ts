/** Sizes of files as people say them. */

/** "812 B", "3.4 MB", "1.2 GB"; powers of ten, as file managers count. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, i] = [bytes, 0];
  while (value >= 999.5 && i < units.length - 1) {
    value /= 1000;
    i++;
  }
  return `${i === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)}\u00a0${units[i]}`;
}
