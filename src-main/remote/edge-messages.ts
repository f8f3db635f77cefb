/** What the studio and its edge server process say to each other over the channel between them. */
import type { ModelCard } from '../contract/profiles';
import type { ReplyBytes } from '../core/protocol/hi-offload';
import type { EdgeServerTimes } from './request-times';

export interface ServeRequest {
  readonly card: ModelCard;
  readonly sampleBytes: number;
  readonly host: string;
  readonly port: number;
  readonly replyBytes: ReplyBytes;
  readonly layout: 'CHW' | 'HWC';
  readonly statsCsv: string | null;
}

export type ToServer =
  | { readonly type: 'serve'; readonly request: ServeRequest }
  | { readonly type: 'times'; readonly id: number }
  | { readonly type: 'stop' };

/** `code` and `facts` are those of a StudioError; null where the failure is none and `text` is all there is. */
export type FromServer =
  | { readonly type: 'ready'; readonly host: string; readonly port: number }
  | { readonly type: 'failed'; readonly code: string | null; readonly facts: unknown; readonly text: string }
  | { readonly type: 'times'; readonly id: number; readonly times: EdgeServerTimes }
  | { readonly type: 'log'; readonly line: string };
