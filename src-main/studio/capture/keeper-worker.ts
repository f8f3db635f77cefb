/** Entry of the thread that writes and reads recordings, so that neither a slow disk nor a long export holds up decoders or windows. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import { createKeeper, type KeeperOperations } from './keeper';
import { answerCalls } from './worker-call';

answerCalls<KeeperOperations>(parentPort as MessagePort, createKeeper(), (answer) => {
  if (answer === null || typeof answer !== 'object' || !('bounds' in answer)) return [];
  const { bounds, coverage, gapFrom, gapTo, channels, digital } = answer as KeeperOperations['window']['answer'];
  return [bounds, coverage, gapFrom, gapTo, ...channels.flatMap(({ min, mean, max }) => [min, mean, max]), ...(digital === null ? [] : [digital.high, digital.low])].map((column) => column.buffer as ArrayBuffer);
});
