/**
 * The way of samples from the thread that decodes them to the one that keeps them. It holds a stated number of samples; when the disk is slower
 * for longer than that, whole blocks are left out until half of it is free again. They are gaps, an event and a notice: never a silent loss.
 */
import type { TransferListItem } from 'node:worker_threads';
import type { AnalyzerInfo, AnalyzerSettings, TraceBlock, TraceEvent, TraceFormat } from '../../engine/analyzer-ports';
import type { CaptureSink } from './session';
import { fromFault, type Fault } from './worker-call';

export type ToKeeper =
  | { readonly kind: 'begin'; readonly format: TraceFormat; readonly info: AnalyzerInfo; readonly settings: AnalyzerSettings; readonly startedAt: string }
  | { readonly kind: 'block'; readonly block: TraceBlock } | { readonly kind: 'event'; readonly event: TraceEvent } | { readonly kind: 'end' };
export type FromKeeper = { readonly kind: 'kept'; readonly samples: number } | { readonly kind: 'failed'; readonly fault: Fault } | { readonly kind: 'closed' };

/** About 20 MB: 40 s of a PPK2, 2 s at two million samples a second. */
export const mostWaiting = 4 << 20;

export interface BlockPipe extends CaptureSink {
  /** Samples left out so far because the keeper was too slow. */
  readonly dropped: number;
  receive(message: FromKeeper): void;
  /** Resolves when everything is on disk, or cannot be. */
  end(): Promise<void>;
  /** The keeper is gone. */
  broke(): void;
}

export interface PipeParts {
  readonly post: (message: ToKeeper, move: readonly TransferListItem[]) => void;
  readonly startedAt: string;
  readonly onFailed: (error: Error) => void;
  readonly most?: number;
}

export function createBlockPipe({ post, startedAt, onFailed, most = mostWaiting }: PipeParts): BlockPipe {
  let [waiting, dropped, dropFrom, dropCount, closed] = [0, 0, 0, 0, false];
  let whenClosed = (): void => undefined;
  const over = new Promise<void>((resolve) => (whenClosed = resolve));
  const close = (): void => {
    closed = true;
    whenClosed();
  };
  const tellDropped = (): void => {
    if (dropCount > 0) post({ kind: 'event', event: { kind: 'loss', sample: dropFrom, samples: dropCount, why: 'this machine kept samples more slowly than they came' } }, []);
    dropCount = 0;
  };
  return {
    get dropped() {
      return dropped;
    },
    begin: (about) => post({ kind: 'begin', ...about, startedAt }, []),
    block(block) {
      const n = block.values.length;
      if (waiting + n > (dropCount > 0 ? most / 2 : most)) {
        if (dropCount === 0) dropFrom = block.firstSample;
        dropCount += n;
        dropped += n;
        return;
      }
      tellDropped();
      waiting += n;
      const own = { ...block, values: owned(block.values), voltage: block.voltage && owned(block.voltage), digital: block.digital && owned(block.digital) };
      post({ kind: 'block', block: own }, [own.values, own.voltage, own.digital].flatMap((column) => (column === null ? [] : [column.buffer as ArrayBuffer])));
    },
    event: (event) => post({ kind: 'event', event }, []),
    receive(message) {
      if (message.kind === 'kept') waiting -= message.samples;
      else {
        close();
        if (message.kind === 'failed') onFailed(fromFault(message.fault));
      }
    },
    async end() {
      if (closed) return;
      tellDropped();
      post({ kind: 'end' }, []);
      await over;
    },
    broke: close,
  };
}

/** A part of a larger buffer must not take the rest with it. */
function owned<A extends Float32Array | Uint8Array>(column: A): A {
  return column.byteLength === column.buffer.byteLength ? column : column.slice() as A;
}
