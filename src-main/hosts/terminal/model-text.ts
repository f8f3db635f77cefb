/** Sentences about a model's memory. */
import type { BoardFit, ModelDrawing } from '../../contract/procedures';

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`;
  return bytes < 2 ** 20 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** One sentence: does it fit, and what is too big. */
export function fitText({ name, fits, tooBig, flash, ram, fitsAsInt8 }: BoardFit, { weights, activations }: ModelDrawing['memory']): string {
  if (flash === null && ram === null) return `${name}: its profile does not say how much memory it has (specs.flash_bytes, specs.ram_bytes).`;
  const inRam = flash === null ? weights + activations : activations;
  const places = [...(flash === null ? [] : [`weights ${bytesText(weights)} of ${bytesText(flash)} flash`]), ...(ram === null ? [] : [`${flash === null ? 'weights and intermediate results' : 'intermediate results'} ${bytesText(inRam)} of ${bytesText(ram)} RAM`])].join(', ');
  if (fits === true) return `${name}: fits (${places}); the board’s own software is not counted.`;
  if (fits === null) return `${name}: may fit (${places}); the rest of its memory is unknown.`;
  const what = tooBig.map((one) => (one === 'weights' ? 'weights' : 'intermediate results')).join(' and ');
  return `${name}: does not fit, too big: ${what} (${places})${fitsAsInt8 === true ? '; as int8 it would fit' : fitsAsInt8 === false ? '; nor as int8' : ''}.`;
}
