/** Datasets as cards show them: their facts, and a few of their images. */
import type { Problem, Thumbnails } from '../../contract/procedures';
import { openDataset } from '../../datasets/registry';
import type { Dataset } from '../../engine/ports';
import { imageSize, sampleImages } from '../../reports/sample-images';
import type { ProfileLibrary } from '../../store/profiles';
import { windowProblems } from './problems';

const IMAGES_KEPT = 1000;

export interface DatasetFacts { readonly name: string; readonly size: number; readonly labels: string[]; readonly shape: Dataset['shape']; readonly sampleBytes: number }
/** Chosen positions in the pool, or as many as `count`, spread evenly. */
export interface Wanted { readonly indices?: readonly number[]; readonly count: number }

export interface Galleries {
  facts(id: string, dataFolder: string | null): Promise<{ facts: DatasetFacts | null; problem: Problem | null }>;
  /** Positions outside of the pool are left out. Errors: profile.*, dataset.* */
  thumbnails(id: string, dataFolder: string | null, wanted: Wanted): Promise<Thumbnails>;
  close(): Promise<void>;
}

/** The last dataset stays open and its last images are kept: a live run asks for a dozen every second, and must not be disturbed. */
export function createGalleries(profiles: ProfileLibrary): Galleries {
  let open: { readonly key: string; readonly dataset: Dataset; readonly images: Map<number, { label: number; png: string }> } | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  const shut = async (): Promise<void> => {
    await open?.dataset.close();
    open = null;
  };
  const dataset = async (id: string, dataFolder: string | null): Promise<NonNullable<typeof open>> => {
    const profile = profiles.load('dataset', id);
    const key = JSON.stringify([profile, dataFolder]);
    if (open?.key === key) return open;
    await shut();
    return (open = { key, dataset: await openDataset(profile, dataFolder), images: new Map() });
  };
  return {
    facts: (id, dataFolder) => inTurn(async () => {
      try {
        const { name, size, labels, shape } = (await dataset(id, dataFolder)).dataset;
        return { facts: { name, size, labels: [...labels], shape, sampleBytes: shape.channels * shape.height * shape.width }, problem: null };
      } catch (error) {
        return { facts: null, problem: windowProblems(error)[0] };
      }
    }),
    thumbnails: (id, dataFolder, { indices, count }) => inTurn(async () => {
      const { dataset: pool, images } = await dataset(id, dataFolder);
      const shown = Math.min(count, pool.size);
      const positions = indices?.filter((index) => index < pool.size) ?? Array.from({ length: shown }, (_, i) => Math.floor((i * pool.size) / shown));
      const missing = [...new Set(positions.filter((index) => !images.has(index)))];
      if (missing.length > 0) {
        const batch = await pool.read(Int32Array.from(missing));
        for (const [i, png] of sampleImages(batch, pool.shape).urls.entries()) images.set(missing[i], { label: batch.labels[i], png });
      }
      const { width, height } = imageSize(pool.shape);
      const thumbnails = positions.map((index) => ({ index, ...images.get(index)! }));
      for (const old of [...images.keys()].slice(0, Math.max(0, images.size - IMAGES_KEPT))) images.delete(old);
      return { width, height, labels: [...pool.labels], thumbnails };
    }),
    close: () => inTurn(shut),
  };
}
