/** First page: what was run, on what, the result in one sentence and the verdict. */
import type { Content } from 'pdfmake/interfaces';
import type { Interval, Results } from '../../contract/results';
import { headlineOf } from '../../core/figures/headline';
import { formatBounds, formatCount, formatQuantity, provenanceMarks, type Unit } from '../../core/figures/number-text';
import { ink, strategyColours } from '../../core/figures/palette';
import { statusColours, unbroken } from './blocks';

/** "14 March 2026, 09:26 UTC"; the text itself where it is no date. */
export function dateText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** "1 min 48 s". */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return [hours > 0 ? `${hours} h` : '', hours > 0 || minutes > 0 ? `${minutes} min` : '', hours > 0 ? '' : `${whole % 60} s`].filter((part) => part !== '').join(' ');
}

function fact(label: string, value: string): Content {
  return { stack: [{ text: label.toUpperCase(), style: 'label' }, { text: value, fontSize: 9, margin: [0, 2, 0, 0] }], margin: [0, 0, 12, 10] };
}

function tile(label: string, interval: Interval | null, unit: Unit): Content {
  const bounds = interval === null ? '' : formatBounds(interval, unit);
  return {
    stack: [
      { text: label.toUpperCase(), style: 'label' },
      { text: interval === null ? '–' : formatQuantity(interval.value, unit), fontSize: 20, bold: true, margin: [0, 3, 0, 1] },
      { text: interval === null ? 'unknown' : `${bounds}${bounds === '' ? '' : '   '}${provenanceMarks[interval.provenance]} ${interval.provenance}`, style: 'fine' },
    ],
  };
}

function verdictBox(results: Results): Content {
  const { status, reasons } = results.verdict;
  const colour = statusColours[status];
  const words = { valid: ['Valid', 'The numbers of this report may be trusted within their intervals.'], caution: ['Valid with caution', 'The numbers may be used if the points below are borne in mind.'], invalid: ['Invalid', 'The numbers of this report must not be used until the points below are mended.'] }[status];
  const order = { invalid: 0, caution: 1, note: 2 } as const;
  const sorted = [...reasons].sort((a, b) => order[a.severity] - order[b.severity]);
  return {
    table: {
      widths: [3, '*'],
      body: [[
        { text: '', fillColor: colour },
        {
          stack: [
            { text: [{ text: 'VERDICT  ', style: 'label', color: colour }, { text: words[0], bold: true, fontSize: 12, color: colour }] },
            { text: words[1], margin: [0, 2, 0, sorted.length > 0 ? 6 : 0] },
            ...sorted.map((reason): Content => ({
              columns: [
                { width: 46, text: reason.severity.toUpperCase(), style: 'label', fontSize: 7, color: reason.severity === 'note' ? ink.quiet : statusColours[reason.severity], margin: [0, 1.5, 0, 0] },
                { width: '*', text: [{ text: reason.text }, { text: reason.advice === '' ? '' : ` ${reason.advice}`, color: ink.quiet, italics: true }], fontSize: 9 },
              ],
              margin: [0, 0, 0, 4],
            })),
          ],
          fillColor: '#F6F8F9', margin: [10, 8, 10, 6],
        },
      ]],
    },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 0, paddingBottom: () => 0 },
    margin: [0, 6, 0, 4],
  };
}

export function titlePage(results: Results): Content[] {
  const { run, dataset, models, boards } = results;
  const headline = headlineOf(results);
  const entry = headline.entry === null ? null : results.strategies.find((one) => one.board === headline.entry!.board && one.model === headline.entry!.model && one.strategy === headline.entry!.strategy)!;
  const summary = typeof results.experiment.summary === 'string' ? results.experiment.summary : '';
  const measured = boards.filter((board) => board.driver !== 'virtual');
  const virtual = boards.filter((board) => board.driver === 'virtual');
  const names = (list: Results['boards']): string => list.map((board) => unbroken(board.name)).join('; ');
  return [
    { text: 'EXPERIMENT REPORT', style: 'label', margin: [0, 6, 0, 4] },
    { text: run.name, style: 'title' },
    ...(summary === '' ? [] : [{ text: summary, style: 'subtitle', margin: [0, 4, 0, 0] } as Content]),
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 495, y2: 0, lineWidth: 0.8, lineColor: ink.rule }], margin: [0, 14, 0, 12] },
    { text: headline.text, style: 'headline', margin: [0, 0, 0, 14] },
    ...(entry === null ? [] : [
      { columns: [tile('Accuracy', entry.accuracy, 'percent'), tile('Latency (LPI)', entry.lpiMs, 'ms'), tile('Energy (EPI)', entry.epiMj, 'mJ'), tile('Offloaded', entry.offloadShare, 'percent')], columnGap: 10 } as Content,
      { canvas: [{ type: 'rect', x: 0, y: 0, w: 495, h: 2.5, color: strategyColours[entry.strategy] }], margin: [0, 8, 0, 14] } as Content,
    ]),
    { columns: [
      { width: 140, stack: [fact('Date', `${dateText(run.startedAt)}, took ${durationText(run.seconds)}`), fact('Run', `${run.id}, ${run.status}, seed ${run.seed}`)] },
      { width: '*', stack: [fact('Dataset', `${dataset.name}, ${dataset.labels.length} classes; reported on n = ${formatCount(dataset.report)} samples, fitted on ${formatCount(dataset.fit)} others`), fact('Models', models.map((model) => `${model.name} (${model.role})`).join('; '))] },
      { width: '*', stack: [...(measured.length > 0 ? [fact(measured.length > 1 ? 'Boards measured' : 'Board measured', names(measured))] : []), ...(virtual.length > 0 ? [fact('Virtual boards', names(virtual).replaceAll(/.\(virtual\)/g, ''))] : [])] },
    ], columnGap: 14, margin: [0, 0, 0, 6], unbreakable: true } as Content,
    verdictBox(results),
  ];
}
