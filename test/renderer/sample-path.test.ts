/** Why a sample was answered where it was. */
import { describe, expect, it } from 'vitest';
import { pathOf } from '../../src-renderer/features/results/sample-path';

const exits = [{ prediction: 3, p1: 0.6, p2: 0.3, confidence: 0.6 }, { prediction: 5, p1: 0.7, p2: 0.2, confidence: 0.7 }];
const places = (sample: Parameters<typeof pathOf>[0], thresholds: readonly number[], strategy: string) => pathOf(sample, thresholds, strategy).map(({ place, stays }) => `${place}${stays ? ' *' : ''}`);

describe('the path of a sample', () => {
  it('ends at the early exit that was sure enough', () => {
    expect(places({ exits, exit: 0, accepted: null, offloaded: false, remote: 5 }, [0.5], 'ee-hi')).toEqual(['exit *']);
  });
  it('leads past the exit and the decision to the server where both doubt', () => {
    const path = pathOf({ exits, exit: 1, accepted: false, offloaded: true, remote: 5 }, [0.9], 'ee-hi');
    expect(path.map(({ place }) => place)).toEqual(['exit', 'model', 'decision', 'server']);
    expect(path.map(({ stays }) => stays)).toEqual([false, false, false, true]);
    expect(path[0]).toMatchObject({ confidence: 0.6, theta: 0.9, prediction: 3 });
  });
  it('has no early exits under HI, and no decision on the device alone or under EE', () => {
    expect(places({ exits, exit: 1, accepted: true, offloaded: false, remote: 5 }, [], 'hi')).toEqual(['model', 'decision *']);
    expect(places({ exits, exit: 1, accepted: null, offloaded: false, remote: null }, [], 'on-device')).toEqual(['model *']);
    expect(places({ exits, exit: 1, accepted: null, offloaded: false, remote: null }, [0.9], 'ee')).toEqual(['exit', 'model *']);
  });
  it('is the server alone where everything is remote, and nowhere yet while a run only asks the models', () => {
    expect(places({ exits, exit: 1, accepted: null, offloaded: true, remote: 5 }, [], 'remote')).toEqual(['server *']);
    expect(places({ exits, exit: 1, accepted: null, offloaded: false, remote: 5 }, [], 'none')).toEqual(['exit', 'model', 'server']);
  });
});
