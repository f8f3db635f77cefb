/** How a command ends: exit codes by area, one sentence for what was expected to fail, a trace only for faults of ours. */
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-main/core/errors';
import { catalogue, type ErrorCode } from '../../../src-main/core/errors/catalogue';
import { exitCodeOf, exitCodes } from '../../../src-main/hosts/terminal/exit-codes';
import { runTerminal } from '../../../src-main/hosts/terminal/program';
import type { Studio } from '../../../src-main/studio';

async function run(argv: readonly string[], studio: Partial<Studio> | Error): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runTerminal({
    argv, version: '0.0.0', out: { write: (text) => (out += text) }, err: { write: (text) => (err += text) }, onInterrupt: () => undefined,
    openStudio: () => (studio instanceof Error ? Promise.reject(studio) : Promise.resolve(studio as Studio)),
  });
  return { code, out, err };
}

describe('an exit code', () => {
  it('is documented for every error that can be told', () => {
    const documented = new Set(exitCodes.map(([code]) => code));
    for (const code of Object.keys(catalogue) as ErrorCode[]) {
      const error = Object.assign(Object.create(StudioError.prototype) as StudioError, { code });
      expect(documented.has(exitCodeOf(error)), code).toBe(true);
      expect(exitCodeOf(error), code).not.toBe(1);
    }
    expect(exitCodeOf(new TypeError('x is not a function'))).toBe(1);
  });
});

describe('a command that fails', () => {
  it('as expected tells its sentence and nothing else', async () => {
    expect(await run(['list', 'boards'], new StudioError('store.not-writable', { folder: 'runs', reason: 'EACCES' }))).toEqual({
      code: 6, out: '', err: 'runs cannot be written (EACCES); make it writable, or choose another place with --home or HI_STUDIO_HOME.\n',
    });
  });

  it('as expected tells scripts the code and the sentence, on standard output', async () => {
    const { code, out, err } = await run(['list', 'boards', '--json'], new StudioError('run.unknown', { id: 'r9' }));
    expect([code, err, JSON.parse(out)]).toEqual([2, '', { error: { code: 'run.unknown', message: 'There is no run “r9”; "hi-studio list runs" shows the ones that exist.' } }]);
  });

  it('by our own fault says so, with where it happened', async () => {
    const { code, err } = await run(['list', 'boards'], new TypeError('x is not a function'));
    expect(code).toBe(1);
    expect(err).toMatch(/^A fault in the studio, please report it: TypeError: x is not a function\n\s+at /);
  });
});

describe('shared options', () => {
  it('mean the same before and after the command', async () => {
    const studio: Partial<Studio> = { runs: { list: () => Promise.resolve([]) } as unknown as Studio['runs'] };
    expect(await run(['--json', 'list', 'runs'], studio)).toEqual({ code: 0, out: '[]\n', err: '' });
    expect(await run(['list', 'runs', '--json'], studio)).toEqual({ code: 0, out: '[]\n', err: '' });
  });
});
