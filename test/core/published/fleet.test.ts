/** FLEET and Hybrid Models held against their own tables. */
import { describe, expect, it } from 'vitest';
import { reproduce, type JudgedClaim } from '../../../src-main/core/published';
import { libraryWith } from '../../support/published-papers';

const judged = (paper: string, id: string, changes: Parameters<typeof libraryWith>[0] = {}): JudgedClaim => reproduce(paper, libraryWith(changes)).claims.find((claim) => claim.id === id)!;

describe('FLEET', () => {
  it('prints 75 ms for two packets where the intersection of the three baselines ends at 25.5 ms', () => {
    expect(judged('fleet', 'T3.pkt2.all.ci')).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 49.500' });
    expect(judged('fleet', 'T3.pkt2.all.ci', { 'fleet:T3.pkt2.all.ci': { min: 7.5, max: 25.5 } }).verdict).toBe('exact');
    for (const row of ['m33', 'a77', 'gap8', 'pkt4', 'pkt6', 'pkt8', 'phy125k', 'phy500k', 'phy1m', 'phy2m']) expect(judged('fleet', `T3.${row}.all.ci`).verdict, row).toBe('exact');
  });
  it('claims intervals for “all” that must shrink with any baseline', () => {
    expect(judged('fleet', 'T3.m33.all.ci', { 'fleet:T3.m33.jpeg.ci': { min: 18, max: 60 } })).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 4.500' });
  });
  it('beats model partition by up to 3.3 in the abstract, 3.2 over processors and 4.3 over all rows', () => {
    const claim = judged('fleet', 'claim.model-partition.speedup');
    expect(claim.verdict).toBe('does-not-follow');
    expect(claim.readings.map(({ outcome }) => (outcome?.kind === 'pair' ? outcome.to.value : null))).toEqual([3.2, 4.3]);
    expect(judged('fleet', 'claim.model-partition.speedup', { 'fleet:T3.a77.model-partition.speedup': { min: 2.3, max: 3.3 } }).verdict).toBe('needs-an-assumption');
  });
  it('needs the packet and PHY rows for its speed-up over JPEG', () => {
    expect(judged('fleet', 'claim.jpeg.speedup').reason).toContain('all rows of Table 3');
  });
  it('has a misprinted energy whose neighbours explain the ratio: 35.81 / 14.15 = 2.53', () => {
    const claim = judged('fleet', 'T4.local-early-exit.a77.efficiency');
    expect(claim).toMatchObject({ verdict: 'needs-an-assumption', reason: expect.stringContaining('misprinted') as string });
    expect(judged('fleet', 'T4.local-early-exit.a77.efficiency', { 'fleet:T4.local-early-exit.a77.fleet_energy': { start: 14.15, end: 8.11 } }).verdict).toBe('exact');
  });
  it('prints less energy for the best baseline than any baseline has: 1.51 mJ against 4.04 mJ', () => {
    const claim = judged('fleet', 'T4.all.m33.baseline_energy');
    expect(claim.verdict).toBe('does-not-follow');
    expect(claim.decisive?.outcome).toMatchObject({ kind: 'pair', from: { value: 4.04 }, to: { value: 1.25 } });
  });
  it('sends about a sixth of JPEG’s bytes by its energies, not a third', () => {
    // Air time a byte (Bluetooth Core): 27 bytes at S=8 (720 + 64·27)/27 us, 251 at S=2 (462 + 16·251)/251 us, 251 at 2M 4·262/251 us.
    const [s8, s2, m2] = [(720 + 64 * 27) / 27, (462 + 16 * 251) / 251, (4 * 262) / 251];
    const [first, second] = [(14.15 - 8.11) / (s8 - m2), (14.15 - 8.11) / (s8 - s2)].map((fleet) => fleet / ((39.65 - 6.8) / (s8 - s2)));
    const claim = judged('fleet', 's4.2.data_vs_jpeg');
    // No table prints bytes: the energies stand in their place, and disagree.
    expect(claim).toMatchObject({ verdict: 'not-testable', reason: expect.stringContaining('not printed: the bytes that FLEET and JPEG send; 0.18') as string });
    expect(claim.readings.slice(1).map(({ outcome }) => (outcome?.kind === 'number' ? outcome.value.value.toFixed(9) : ''))).toEqual([first.toFixed(9), second.toFixed(9)]);
    expect(first).toBeLessThan(0.2);
  });
  it('cannot be tested against Bluetooth Classic', () => {
    expect(judged('fleet', 's2.ble_vs_classic_energy')).toMatchObject({ verdict: 'not-testable', reason: 'not printed: the energy of Bluetooth Classic' });
  });
});

describe('Hybrid Models', () => {
  it('has no row as accurate as the cloud, so that 25 % without loss cannot be tested', () => {
    const claim = judged('hybrid-models', 'code.claim.latency_reduction');
    expect(claim.verdict).toBe('not-testable');
    expect(claim.reason).toContain('a hybrid row as accurate as the cloud (79.9 %); the best has 79.5 %');
    expect(claim.readings.map(({ text }) => text.split(' ')[0])).toEqual(['–', '20.000', '30.000', '17.778']);
  });
  it('is tested as soon as a row reaches the cloud', () => {
    expect(judged('hybrid-models', 'code.claim.latency_reduction', { 'hybrid-models:P2.hybrid.1600ms': 79.9 })).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 5.00' });
  });
  it('repeats its base accuracies in two tables', () => {
    for (const size of ['48m', '143m', '215m']) expect(judged('hybrid-models', `P3.base.${size}.accuracy`).verdict).toBe('exact');
    expect(judged('hybrid-models', 'P3.base.48m.accuracy', { 'hybrid-models:P1.base.48m.accuracy': 67.9 }).verdict).toBe('does-not-follow');
  });
  it('gains 0.9 and 1.9 points over entropy for the smallest base', () => {
    const rows = reproduce('hybrid-models', libraryWith()).tables.find(({ id }) => id === 'coverage-gains')!.rows;
    expect(rows.slice(0, 2).map((row) => String(row[5]).split(' ')[0])).toEqual(['0.90', '1.90']);
  });
});
