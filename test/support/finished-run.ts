/** A run that the terminal begins and ends, for tests of what comes after it. */
import type { Results } from '../../src-main/contract/results';
import type { Experiment, Laboratory } from './laboratory';
import { hiStudio } from './terminal';

/** Runs the small experiment with these changes; its results. What it wrote lies in the folder of its name. */
export async function finishedRun(lab: Laboratory, name: string, change: Experiment = {}, formats = 'json'): Promise<Results> {
  lab.experiment(name, change);
  const { code, err } = await hiStudio(['run', `${name}.yaml`, '--out', name, '--formats', formats], lab);
  if (code !== 0) throw new Error(`the run ended with ${code}:\n${err}`);
  return lab.json<Results>(name, 'results.json');
}
