/** A run's events as text: one line that moves on a terminal, plain lines elsewhere, JSON lines for scripts. */
import type { RunEvent } from '../../contract/events';

const BAR = 24;
const PLAIN_EVERY_MS = 5000;

interface Output { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number }

export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s` : `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

export function createProgressLine(output: Output, mode: 'line' | 'json' | 'quiet', nowMs: () => number): { show(event: RunEvent): void; end(): void } {
  let plan: Extract<RunEvent, { kind: 'run.started' }>['stages'] = [];
  let drawn = false;
  let plainAt = -Infinity;
  const clear = (): void => {
    if (drawn) output.write('\r\u001b[2K');
    drawn = false;
  };
  const print = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  const draw = (text: string): void => {
    if (output.isTTY) {
      output.write(`\r\u001b[2K${text.slice(0, (output.columns ?? 100) - 1)}`);
      drawn = true;
    } else if (nowMs() - plainAt >= PLAIN_EVERY_MS) {
      plainAt = nowMs();
      output.write(`${text}\n`);
    }
  };
  const place = (stage: string): string => {
    const position = plan.findIndex(({ id }) => id === stage);
    return position < 0 ? '' : `${position + 1}/${plan.length} `;
  };
  /** Rest of the running stage as measured, later stages as planned. */
  const overall = (stage: string, secondsLeft: number): number => plan.slice(plan.findIndex(({ id }) => id === stage) + 1).reduce((sum, { seconds }) => sum + seconds, secondsLeft);

  return {
    show(event) {
      if (mode === 'quiet') return;
      if (mode === 'json') {
        output.write(`${JSON.stringify(event)}\n`);
        return;
      }
      switch (event.kind) {
        case 'run.started':
          plan = event.stages;
          print(`${event.resumed ? 'Resuming' : 'Run'} ${event.run}: ${event.name}; about ${duration(plan.reduce((sum, { seconds }) => sum + seconds, 0))}`);
          break;
        case 'stage.started':
          plainAt = -Infinity;
          draw(`${place(event.stage)}${event.title} …`);
          break;
        case 'stage.progressed': {
          const title = plan.find(({ id }) => id === event.stage)?.title ?? event.stage;
          const share = event.total > 0 ? event.done / event.total : 1;
          const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');
          const rate = event.ratePerSecond === null ? '' : `  ${event.ratePerSecond >= 10 ? Math.round(event.ratePerSecond) : event.ratePerSecond.toFixed(1)}/s`;
          const left = event.secondsLeft === null ? '' : `  ${duration(event.secondsLeft)} left (run: ${duration(overall(event.stage, event.secondsLeft))})`;
          draw(`${place(event.stage)}${title}  ${bar}  ${event.done}/${event.total}${rate}${left}${event.detail ? `  ${event.detail}` : ''}`);
          break;
        }
        case 'stage.finished':
          print(`${place(event.stage)}${plan.find(({ id }) => id === event.stage)?.title ?? event.stage}: done in ${duration(event.seconds)}`);
          break;
        case 'run.noted':
          print(event.level === 'info' ? event.text : `${event.level === 'warning' ? 'Note' : 'Error'}: ${event.text}`);
          break;
        case 'run.paused':
          print('Paused.');
          break;
        case 'run.continued':
          print('Going on.');
          break;
        case 'run.finished':
          print(`Finished in ${duration(event.seconds)}. Verdict: ${event.verdict}.\n${event.headline}`);
          break;
      }
    },
    end: clear,
  };
}
