/** Looking at a trace: zooming, panning, following and selecting keep to what there is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFollowClock } from '../../src-renderer/chart/stream/follow-clock';
import { aroundSelection, following, heldWithin, panned, pixelOf, selectionBetween, showing, timeOf, widthOf, wholeOf, zoomed, type Reach, type Span } from '../../src-renderer/chart/stream/viewport';

const reaches = fc.record({ endS: fc.double({ min: 0.01, max: 90_000, noNaN: true }), rateHz: fc.constantFrom(1, 50, 100_000, 2_000_000) });
const anyView = (reach: Reach): fc.Arbitrary<Span> => fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })).map(([a, b]) => heldWithin({ from: Math.min(a, b) * reach.endS, to: Math.max(a, b) * reach.endS }, reach));
const reachAndView = reaches.chain((reach) => anyView(reach).map((view) => ({ reach, view })));
const slack = ({ endS }: Reach): number => 1e-9 * Math.max(1, endS);

function holds({ from, to }: Span, reach: Reach): void {
  expect(from).toBeGreaterThanOrEqual(0);
  expect(to).toBeGreaterThan(from);
  expect(to).toBeLessThanOrEqual(wholeOf(reach).to + slack(reach));
}

describe('the view of a trace', () => {
  it('stays within the recording, whatever is done to it', () => {
    fc.assert(fc.property(reachAndView, fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }), ({ reach, view }, by, factor) => {
      for (const next of [panned(view, by, reach), panned(view, Infinity, reach), panned(view, -Infinity, reach), zoomed(view, view.from + widthOf(view) * 0.3, factor, reach), showing(view, Math.abs(by) % reach.endS, reach), aroundSelection(view, reach)]) holds(next, reach);
    }));
  });

  it('keeps the moment under the pointer in its place while zooming in', () => {
    fc.assert(fc.property(reachAndView, fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.double({ min: 0.3, max: 1, noNaN: true }), ({ reach, view }, share, factor) => {
      const at = timeOf(view, 1000, share * 1000);
      const next = zoomed(view, at, factor, reach);
      expect(pixelOf(next, 1000, at)).toBeCloseTo(share * 1000, 1);
    }), { numRuns: 200 });
  });

  it('is back where it was after zooming in and out, and after panning there and back', () => {
    const reach = { endS: 100, rateHz: 1000 };
    const view = { from: 40, to: 50 };
    const back = zoomed(zoomed(view, 44, 0.25, reach), 44, 4, reach);
    expect([back.from, back.to]).toEqual([expect.closeTo(40, 9), expect.closeTo(50, 9)]);
    expect(panned(panned(view, 7, reach), -7, reach)).toEqual(view);
  });

  it('shows the newest samples at the right edge while following, and a short capture from its beginning', () => {
    expect(following({ from: 0, to: 5 }, 20)).toEqual({ from: 15, to: 20 });
    expect(following({ from: 3, to: 8 }, 2)).toEqual({ from: 0, to: 5 });
  });

  it('comes no closer than eight samples', () => {
    expect(widthOf(zoomed({ from: 1, to: 2 }, 1.5, 1e-9, { endS: 10, rateHz: 100_000 }))).toBeCloseTo(8e-5, 12);
  });

  it('selects in either direction and never beyond what was measured', () => {
    expect(selectionBetween(7, 3, { endS: 10, rateHz: 1 })).toEqual({ from: 3, to: 7 });
    expect(selectionBetween(-2, 30, { endS: 10, rateHz: 1 })).toEqual({ from: 0, to: 10 });
  });
});

describe('a followed trace', () => {
  it('flows: its end never goes back, never passes the newest sample, and keeps up with batches of 100 ms', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 4, max: 40 }), { minLength: 20, maxLength: 200 }), (frames) => {
      const clock = createFollowClock();
      let [now, before] = [0, -Infinity];
      for (const [i, ms] of frames.entries()) {
        now += ms;
        const newest = Math.floor(now / 100) * 0.1;
        const end = clock.endAt(now, newest);
        expect(end).toBeGreaterThanOrEqual(before);
        expect(end).toBeLessThanOrEqual(newest);
        if (i > 10) expect(newest - end).toBeLessThan(0.5);
        before = end;
      }
    }));
  });

  it('jumps to the newest sample after a long silence instead of running after it', () => {
    const clock = createFollowClock();
    clock.endAt(0, 1);
    expect(clock.endAt(16, 60)).toBeGreaterThan(59.5);
  });
});
