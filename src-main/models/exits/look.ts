/** Looks at a model without a run: its drawing, and its times where they are wanted. */
import type { ModelDrawing, ModelTimes } from '../../contract/procedures';
import type { ModelCard } from '../../contract/profiles';
import { WorkerLink } from '../worker-link';

/** What ONNX Runtime does hardly depends on the values; these vary over the whole range. */
const TIMED_IMAGES = 16;
const LOOPS = 20;

export interface TimesWanted { onLoop(done: number, total: number): void; readonly signal: AbortSignal }

/** Errors: model.* */
export async function lookAtModel(card: ModelCard, wanted?: TimesWanted): Promise<{ readonly drawing: ModelDrawing; readonly times: ModelTimes | null }> {
  const link = new WorkerLink(card.id);
  try {
    await link.request('load', { card });
    const drawing = await link.request('draw', {});
    if (wanted === undefined) return { drawing, times: null };
    const { channels, height, width } = card.input;
    const pixels = Uint8Array.from({ length: TIMED_IMAGES * channels * height * width }, (_, i) => (i * 131 + (i >> 5) * 17) % 256);
    return { drawing, times: await link.request('costs', { pixels, count: TIMED_IMAGES, loops: LOOPS }, [pixels.buffer], { signal: wanted.signal, onProgress: wanted.onLoop }) };
  } finally {
    await link.close();
  }
}
