/** The wiring doctor's checklist, kept from its events alone: every check is in sight from the beginning, in its order. */
import type { Device, DoctorEvent, DoctorStep } from '../../../src-main/contract/procedures';
import { errorText, studioText } from '../../locale/studio-words';

export const doctorSteps: readonly DoctorStep['step'][] = ['port', 'identity', 'echo', 'settings', 'stream', 'rate', 'noise', 'idle', 'trigger'];

export type Check = Pick<DoctorStep, 'step' | 'value' | 'unit' | 'text' | 'expected' | 'remedy' | 'error'> & { readonly state: 'waiting' | DoctorStep['state'] };
export interface Checklist { readonly checks: readonly Check[]; readonly ended: { readonly passed: boolean } | null }

export const freshChecklist: Checklist = { checks: doctorSteps.map((step) => ({ step, state: 'waiting', value: null, unit: null, text: '', expected: null, remedy: null })), ended: null };

/** The first of the failures: what comes after it may only follow from it. */
export const firstFailure = ({ checks }: Checklist): Check | null => checks.find(({ state }) => state === 'failed') ?? null;

export function afterDoctorEvent(before: Checklist, event: DoctorEvent): Checklist {
  if (event.kind === 'ended') return { ...before, ended: { passed: event.passed } };
  const { kind: _, ...check } = event;
  return { ...before, checks: before.checks.map((one) => (one.step === check.step ? check : one)) };
}

/** The bench that is looked at unless the person chooses another: the first instrument that is connected, a free one before one in use; null without any. */
export const firstBench = (devices: readonly Device[]): Device | null => {
  const instruments = devices.filter(({ profile }) => profile?.kind === 'analyzer');
  return instruments.find(({ heldBy }) => heldBy === null) ?? instruments[0] ?? null;
};

/** What was found and how to mend it, in the window's language; an error of the catalogue says both in one sentence. */
export function findingText({ text, remedy, error }: Check): { readonly text: string; readonly remedy: string | null } {
  if (error === undefined) return { text: studioText(text), remedy: remedy === null ? null : studioText(remedy) };
  const [what, ...rest] = errorText(error).split('; ');
  const mend = rest.join('; ');
  return { text: `${what.replace(/\.$/, '')}.`, remedy: mend === '' ? remedy : mend[0].toUpperCase() + mend.slice(1) };
}
