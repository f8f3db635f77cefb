/** First page: what was run, on what, the result in one sentence and the verdict. */
import type { Content } from 'pdfmake/interfaces';
import type { Interval, Results } from '../../contract/results';
import { headlineOf } from '../../core/figures/headline';
import { formatBounds, formatQuantity, provenanceMarks, type Unit } from '../../core/figures/number-text';
import { ink, strategyColours } from '../../core/figures/palette';
import type { ReportLanguage } from '../language';
import { statusColours, unbroken } from './blocks';

/** "14 March 2026, 09:26 UTC"; the text itself where it is no date. */
export function dateText(iso: string, { words }: ReportLanguage): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return words.pages.date({ day: date.getUTCDate(), month: date.getUTCMonth(), year: date.getUTCFullYear(), time: date.toISOString().slice(11, 16) });
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

function tile(label: string, interval: Interval | null, unit: Unit, { words, figures }: ReportLanguage): Content {
  const bounds = interval === null ? '' : formatBounds(interval, unit);
  return {
    stack: [
      { text: label.toUpperCase(), style: 'label' },
      { text: interval === null ? '–' : formatQuantity(interval.value, unit), fontSize: 20, bold: true, margin: [0, 3, 0, 1] },
      { text: interval === null ? words.pages.unknown : `${bounds}${bounds === '' ? '' : '   '}${provenanceMarks[interval.provenance]} ${figures.provenance[interval.provenance]}`, style: 'fine' },
    ],
  };
}

function verdictBox(results: Results, { words: { pages: { verdict: words } }, reason: said }: ReportLanguage): Content {
  const { status, reasons } = results.verdict;
  const colour = statusColours[status];
  const [name, meaning] = words.status[status];
  const order = { invalid: 0, caution: 1, note: 2 } as const;
  const sorted = [...reasons].sort((a, b) => order[a.severity] - order[b.severity]).map((reason) => ({ severity: reason.severity, ...said(reason) }));
  return {
    table: {
      widths: [3, '*'],
      body: [[
        { text: '', fillColor: colour },
        {
          stack: [
            { text: [{ text: `${words.title.toUpperCase()}  `, style: 'label', color: colour }, { text: name, bold: true, fontSize: 12, color: colour }] },
            { text: meaning, margin: [0, 2, 0, sorted.length > 0 ? 6 : 0] },
            ...sorted.map((reason): Content => ({
              columns: [
                { width: 46, text: words.severity[reason.severity].toUpperCase(), style: 'label', fontSize: 7, color: reason.severity === 'note' ? ink.quiet : statusColours[reason.severity], margin: [0, 1.5, 0, 0] },
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

export function titlePage(results: Results, language: ReportLanguage): Content[] {
  const { words: { pages: { title: words, roles } }, figures, text } = language;
  const { run, dataset, models, boards } = results;
  const headline = headlineOf(results, figures);
  const entry = headline.entry === null ? null : results.strategies.find((one) => one.board === headline.entry!.board && one.model === headline.entry!.model && one.strategy === headline.entry!.strategy)!;
  const summary = typeof results.experiment.summary === 'string' ? text(results.experiment.summary) : '';
  const measured = boards.filter((board) => board.driver !== 'virtual');
  const virtual = boards.filter((board) => board.driver === 'virtual');
  const names = (list: Results['boards']): string => list.map((board) => unbroken(board.name)).join('; ');
  return [
    { text: words.kind.toUpperCase(), style: 'label', margin: [0, 6, 0, 4] },
    { text: run.name, style: 'title' },
    ...(summary === '' ? [] : [{ text: summary, style: 'subtitle', margin: [0, 4, 0, 0] } as Content]),
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 495, y2: 0, lineWidth: 0.8, lineColor: ink.rule }], margin: [0, 14, 0, 12] },
    { text: headline.text, style: 'headline', margin: [0, 0, 0, 14] },
    ...(entry === null ? [] : [
      { columns: [tile(words.accuracy, entry.accuracy, 'percent', language), tile(words.latency, entry.lpiMs, 'ms', language), tile(words.energy, entry.epiMj, 'mJ', language), tile(words.offloaded, entry.offloadShare, 'percent', language)], columnGap: 10 } as Content,
      { canvas: [{ type: 'rect', x: 0, y: 0, w: 495, h: 2.5, color: strategyColours[entry.strategy] }], margin: [0, 8, 0, 14] } as Content,
    ]),
    { columns: [
      { width: 140, stack: [fact(words.date, words.took(dateText(run.startedAt, language), durationText(run.seconds))), fact(words.run, words.ran({ id: run.id, status: words.status(run.status), seed: run.seed }))] },
      { width: '*', stack: [fact(words.dataset, words.samples({ name: dataset.name, classes: dataset.labels.length, report: dataset.report, fit: dataset.fit })), fact(words.models, models.map((model) => `${model.name} (${roles[model.role]})`).join('; '))] },
      { width: '*', stack: [...(measured.length > 0 ? [fact(words.measuredBoards(measured.length), names(measured))] : []), ...(virtual.length > 0 ? [fact(words.virtualBoards, names(virtual).replaceAll(/.\(virtual\)/g, ''))] : [])] },
    ], columnGap: 14, margin: [0, 0, 0, 6], unbreakable: true } as Content,
    verdictBox(results, language),
  ];
}
