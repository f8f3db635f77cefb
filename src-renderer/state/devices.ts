/** What is plugged in, on the network or played by the studio, kept up to date from its first use on. */
import { defineStore } from 'pinia';
import { effectScope, ref, shallowRef } from 'vue';
import type { Device } from '../../src-main/contract/procedures';
import { follow } from '../bridge/follow';
import { problemOf, type ShownProblem } from '../bridge/problem';
import { studio } from '../bridge/studio';

export const useDevices = defineStore('devices', () => {
  const all = shallowRef<readonly Device[]>([]);
  const known = ref(false);
  const problem = shallowRef<ShownProblem | null>(null);
  /** What changed last, for those who listen: names that came and went. */
  const change = shallowRef<{ readonly plugged: readonly string[]; readonly unplugged: readonly string[] } | null>(null);
  const scope = effectScope(true);
  let started = false;

  function take(devices: readonly Device[]): void {
    all.value = devices;
    known.value = true;
    problem.value = null;
  }
  /** Every call after the first does nothing. */
  function start(): void {
    if (started) return;
    started = true;
    scope.run(() => follow({
      open: (signal) => studio.devices.watch(undefined, { signal }),
      onEvent: ({ devices, plugged, unplugged }) => {
        const named = (addresses: readonly string[], among: readonly Device[]): string[] => addresses.map((address) => among.find((one) => one.address === address)?.name ?? address);
        if (plugged.length + unplugged.length > 0) change.value = { plugged: named(plugged, devices), unplugged: named(unplugged, all.value) };
        take(devices);
      },
      onBreak: (error) => {
        problem.value = problemOf(error);
        return true;
      },
    }));
  }
  /** The answer of one device, newer than the list. */
  function replace(device: Device): void {
    all.value = all.value.map((one) => (one.address === device.address ? device : one));
  }
  return { all, known, problem, change, start, replace };
});
