/** Whether a model fits into the chosen boards, in the window's words. */
import type { BoardFit, ModelDrawing } from '../../../src-main/contract/procedures';
import { formatNumber } from '../../../src-main/core/figures/number-text';

export const bytesText = (bytes: number): string => (bytes < 2 ** 20 ? `${formatNumber(bytes / 2 ** 10)} KB` : `${formatNumber(bytes / 2 ** 20)} MB`);

/** One sentence a board that is too small; boards whose memory is unknown are left out. */
export function misfits(boards: readonly BoardFit[], memory: ModelDrawing['memory'], t: (key: string, facts?: Record<string, string>) => string): string[] {
  return boards.filter(({ fits }) => fits === false).map(({ name, flash, ram, flashShare, ramShare, fitsAsInt8 }) => {
    const parts = [
      ...(flash !== null && (flashShare ?? 0) > 1 ? [t('memoryFit.weights', { needs: bytesText(memory.weights), has: bytesText(flash) })] : []),
      ...(ram !== null && (ramShare ?? 0) > 1 ? [t(flash === null ? 'memoryFit.both' : 'memoryFit.activations', { needs: bytesText(memory.activations + (flash === null ? memory.weights : 0)), has: bytesText(ram) })] : []),
    ];
    return `${t('memoryFit.tooBig', { board: name, what: parts.join(', ') })}.${fitsAsInt8 === true ? ` ${t('memoryFit.int8')}` : ''}`;
  });
}
