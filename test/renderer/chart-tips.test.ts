/** What a chart says of the point under the pointer. */
import { describe, expect, it } from 'vitest';
import { tipLines } from '../../src-renderer/chart/screen-config';

const scales = (x: string, y: string) => ({ x: { options: { title: { text: x } } }, y: { options: { title: { text: y } } } });
const item = { dataIndex: 0, label: '' };

describe('the tip of a chart', () => {
  it('names both quantities of a point, with their units', () => {
    expect(tipLines({ ...item, raw: { x: 1.82, y: 91.2 }, dataset: { label: 'EE-HI' }, chart: { options: {}, scales: scales('Latency (ms)', 'Accuracy (%)') } })).toEqual(['EE-HI', 'Latency (ms): 1.82', 'Accuracy (%): 91.2']);
  });
  it('says nothing of the row in which a value stands, and puts the interval to the value', () => {
    expect(tipLines({ ...item, raw: { x: 93.2, y: 4 }, dataset: { label: 'EE-HI', intervals: [[92.4, 93.9]] }, chart: { options: {}, scales: scales('Top-1 accuracy (%)', '') } })).toEqual(['EE-HI', 'Top-1 accuracy (%): 93.2 [92.4, 93.9]']);
  });
  it('reads the value of a bar along its own axis', () => {
    const chart = { options: { indexAxis: 'y' }, scales: { ...scales('LPI (ms)', ''), y: { options: {} } } };
    expect(tipLines({ ...item, raw: 7.85, dataset: { label: 'HI', intervals: [[7.31, 8.4]] }, chart })).toEqual(['HI', 'LPI (ms): 7.85 [7.31, 8.40]']);
    expect(tipLines({ ...item, raw: 12, dataset: { label: 'offloads' }, chart: { options: {}, scales: scales('', 'Count') } })).toEqual(['offloads', 'Count: 12.0']);
  });
  it('names a bar without a value alone', () => {
    expect(tipLines({ ...item, raw: null, dataset: { label: 'HI' }, chart: { options: {}, scales: {} } })).toEqual(['HI']);
  });
});
