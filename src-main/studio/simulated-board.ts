/** The board that the studio plays itself: the firmware simulator with a real model in it, in time of its own. */
import type { SerialAccess } from '../boards/mlperf-tiny/serial-access';
import { simulatorPort, systemSerial } from '../boards/mlperf-tiny/serial-access';
import type { BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { planarFromInterleaved } from '../core/protocol/hi-offload';
import type { LoadedModel, ModelRuntime } from '../engine/ports';
import { createMlperfBoard, referenceModel, scoresFrom, type BoardModel } from '../simulators/mlperf-board';
import { createGatedTime, type GatedTime } from '../simulators/virtual-time';
import { createWire } from '../simulators/wire';
import type { ProfileLibrary } from '../store/profiles';

/** What it answers to name%: whatever is timed on it counts as modelled. */
export const simulatedVendor = 'HI Studio simulated board';

/** The serial ports of a board: the machine's own, or the simulated board where its profile has the port "simulator". */
export function serialOfBoards(profiles: ProfileLibrary, runtime: ModelRuntime): (profile: BoardProfile) => SerialAccess {
  return (profile) => (profile.serial?.port === simulatorPort ? simulatedSerial(profile, profiles, runtime) : systemSerial);
}

function simulatedSerial({ firmware, serial }: BoardProfile, profiles: ProfileLibrary, runtime: ModelRuntime): SerialAccess {
  const time = createGatedTime();
  return {
    time, gate: time,
    list: async () => [],
    async open(path) {
      if (path !== simulatorPort) throw new StudioError('port.missing', { port: path });
      const loaded = firmware?.model === undefined ? null : await time.outside(() => runtime.open(profiles.load('model', firmware.model as string)));
      const model = loaded === null ? referenceModel : carriedModel(loaded, firmware?.benchmark ?? 'ic01', time);
      const wire = createWire(path, (send) => createMlperfBoard({ seed: 1, send, model, vendor: simulatedVendor, baud: serial?.baud }), time);
      const line = wire.open();
      return {
        ...line,
        async close() {
          await line.close();
          wire.stop();
          await loaded?.close();
        },
      };
    },
  };
}

/** Takes pixels in HWC order, as boards do, and asks a model of the studio. */
function carriedModel(loaded: LoadedModel, benchmark: string, time: GatedTime): BoardModel {
  const { card, facts: { sha256, exits, classes, shape: { height, width, channels } } } = loaded;
  return {
    benchmark, id: card.id, sha256, exits: exits.length, classes, height, width, channels,
    classify: (pixels) => time.outside(async () => {
      const planar = planarFromInterleaved(pixels, channels);
      const outputs = await loaded.outputs({ count: 1, bytes: planar.length, pixels: planar, labels: new Uint16Array(1) });
      return outputs.map((exit) => scoresFrom(exit, 0, classes));
    }),
  };
}
