/** The measuring stages with fakes: what is kept when they end early, and that they go on where they were. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src-main/contract/events';
import { StudioError } from '../../src-main/core/errors';
import { createRunControl } from '../../src-main/engine/control';
import type { Job } from '../../src-main/engine/job';
import { measureOutputs } from '../../src-main/engine/measure/outputs';
import { measureRemote } from '../../src-main/engine/measure/remote';
import { makePlan } from '../../src-main/engine/plan';
import type { EdgeServer, LoadedModel, RemoteModel } from '../../src-main/engine/ports';
import { fakeClock, fakeModel } from '../boards/fake-model';
import { examplePlan } from '../support/example-plan';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';

const resolved = examplePlan({ experiment: { dataset: { use: 'things', fit: 300, report: 650 } } });
const plan = makePlan(resolved);
const server: EdgeServer = { host: 'lab', port: 1, times: () => Promise.resolve(null), stop: () => Promise.resolve() };

let memory: MemoryRecord;
let events: RunEvent[];
beforeEach(() => {
  memory = memoryRecord();
  events = [];
});

type Connect = () => Promise<RemoteModel>;
function job({ model = fakeModel(), connect = answering(() => undefined) }: { model?: LoadedModel; connect?: Connect } = {}): Job {
  const clock = fakeClock(1);
  return {
    resolved, plan, record: memory.record, control: createRunControl('r1', () => undefined), tell: (event) => events.push(event), boards: [], placed: [[{ key: 'little', model }]],
    drivers: { clock, remote: { connect, start: () => Promise.reject(new Error('not asked for')) } } as unknown as Job['drivers'],
  };
}

/** A server that answers a class for what the sample's pixels say; `before` may throw instead. */
function answering(before: (request: number) => void): Connect {
  let requests = 0;
  return () => Promise.resolve({
    offload: (pixels) => {
      before(++requests);
      return Promise.resolve({ prediction: pixels[0] % 3, ms: 1 });
    },
    close: () => Promise.resolve(),
  });
}

const gone = (): never => {
  throw new StudioError('remote.gone', { host: 'lab', port: 1, answers: 0 });
};
const inOrder = (set: Int32Array): number[] => [...set];

describe('asking the local models', () => {
  it('keeps every sample of both sets once, in batches', async () => {
    await measureOutputs(job());
    expect(memory.samples.get('little fit')).toEqual(inOrder(plan.sets.fit));
    expect(memory.samples.get('little report')).toEqual(inOrder(plan.sets.report));
    expect(events.at(-2)).toMatchObject({ kind: 'stage.progressed', done: 950, total: 950 });
  });

  it('keeps what was answered before a model failed, and asks for no more than the rest afterwards', async () => {
    const whole = fakeModel();
    let batches = 0;
    const failing: LoadedModel = { ...whole, outputs: (batch) => (++batches === 3 ? Promise.reject(new Error('out of memory')) : whole.outputs(batch)) };
    await expect(measureOutputs(job({ model: failing }))).rejects.toThrow('out of memory');
    const kept = [...memory.samples.values()].flat().length;
    expect(kept).toBe(300 + 512);
    let asked = 0;
    const counting: LoadedModel = { ...whole, outputs: (batch) => ((asked += batch.count), whole.outputs(batch)) };
    await measureOutputs(job({ model: counting }));
    expect(asked).toBe(950 - kept);
    expect(memory.samples.get('little report')).toEqual(inOrder(plan.sets.report));
  });

  it('does nothing when everything is there', async () => {
    await measureOutputs(job());
    const silent: LoadedModel = { ...fakeModel(), outputs: () => Promise.reject(new Error('was asked')) };
    await measureOutputs(job({ model: silent }));
  });
});

describe('offloading', () => {
  it('warms the connection up and then keeps every answer once', async () => {
    let requests = 0;
    await measureRemote(job({ connect: answering(() => void requests++) }), server);
    expect(requests).toBe(20 + 950);
    expect(memory.samples.get('large fit')).toEqual(inOrder(plan.sets.fit));
    expect(memory.samples.get('large report')).toEqual(inOrder(plan.sets.report));
  });

  it('connects again when the server drops a connection, says so, and loses nothing', async () => {
    await measureRemote(job({ connect: answering((request) => void (request === 100 && gone())) }), server);
    expect([...memory.samples.values()].flat().length).toBe(950);
    expect(memory.logged).toEqual([expect.stringMatching(/^The edge server at lab:1 closed the connection without answering; .* Connecting again \(1 of 2\)\.$/)]);
  });

  it('gives up after three tries, keeps every answer so far, and goes on from the next one', async () => {
    const cut = measureRemote(job({ connect: answering((request) => void (request > 120 && gone())) }), server);
    await expect(cut).rejects.toMatchObject({ code: 'run.interrupted-by-remote', facts: { done: 100, total: 950 } });
    // One batch of 64 and a part of the next.
    expect(memory.samples.get('large fit')).toEqual(inOrder(plan.sets.fit).slice(0, 100));
    await measureRemote(job(), server);
    expect(memory.samples.get('large fit')).toEqual(inOrder(plan.sets.fit));
    expect(memory.samples.get('large report')).toEqual(inOrder(plan.sets.report));
  });

  it('keeps the answers of a batch that Ctrl-C cuts', async () => {
    const cut: Job = job({ connect: answering((request) => void (request === 20 + 77 && cut.control.cancel())) });
    await expect(measureRemote(cut, server)).rejects.toMatchObject({ code: 'run.cancelled' });
    expect(memory.samples.get('large fit')).toEqual(inOrder(plan.sets.fit).slice(0, 77));
  });
});
