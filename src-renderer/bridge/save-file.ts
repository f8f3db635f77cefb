/** Hands a file to the person: made in the window, or prepared by the studio. */
import type { ReadyFiles } from '../../src-main/contract/procedures';

export function saveFile(name: string, content: string | Blob, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  press(url, name);
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Files the studio prepared; those that a desktop dialog already saved have no address. */
export function fetchReady({ files }: ReadyFiles): void {
  for (const { name, url } of files) if (url !== null) press(url, name);
}

function press(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
