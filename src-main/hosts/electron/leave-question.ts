/** What the desktop asks before its last window ends work that goes on: all of it in one sentence, and what becomes of it. */
import type { WindowServices } from '../../studio';

type Ongoing = ReturnType<WindowServices['ongoing']>;
export interface LeaveQuestion { readonly message: string; readonly detail: string; readonly stay: string; readonly stop: string }

interface Language {
  /** One of a kind, and several. */
  readonly names: Readonly<Record<keyof Ongoing, readonly [one: string, several: string]>>;
  readonly after: Readonly<Record<keyof Ongoing, string>>;
  readonly list: Intl.ListFormat;
  readonly goesOn: readonly [one: string, several: string];
  readonly quitting: readonly [one: string, several: string];
  readonly stay: string; readonly stop: string;
}

const english: Language = {
  names: { runs: ['one run', 'runs'], captures: ['one capture', 'captures'], trainings: ['one training of exits', 'trainings of exits'], downloads: ['one download', 'downloads'] },
  after: { runs: 'What was measured is kept and can be continued.', captures: 'Recordings are closed, and instruments switch their boards off.', trainings: 'Training begins anew next time.', downloads: 'What came of a download is kept.' },
  list: new Intl.ListFormat('en-GB'), goesOn: ['goes on', 'go on'], quitting: ['Quitting stops it.', 'Quitting stops them.'], stay: 'Stay', stop: 'Stop and quit',
};
const spanish: Language = {
  names: { runs: ['una ejecución', 'ejecuciones'], captures: ['una captura', 'capturas'], trainings: ['un entrenamiento de salidas', 'entrenamientos de salidas'], downloads: ['una descarga de datos', 'descargas de datos'] },
  after: { runs: 'Lo medido se conserva y se puede continuar.', captures: 'Las grabaciones se cierran y los instrumentos apagan sus placas.', trainings: 'El entrenamiento empieza de nuevo la próxima vez.', downloads: 'Lo descargado se conserva.' },
  list: new Intl.ListFormat('es'), goesOn: ['sigue en curso', 'siguen en curso'], quitting: ['Al salir se detiene.', 'Al salir se detienen.'], stay: 'Quedarse', stop: 'Detener y salir',
};
const kinds = ['runs', 'captures', 'trainings', 'downloads'] as const;

/** `locale` as the operating system gives it; null where nothing goes on. */
export function leaveQuestion(ongoing: Ongoing, locale: string): LeaveQuestion | null {
  const say = locale.toLowerCase().startsWith('es') ? spanish : english;
  const going = kinds.filter((kind) => ongoing[kind] > 0);
  if (going.length === 0) return null;
  const list = say.list.format(going.map((kind) => (ongoing[kind] === 1 ? say.names[kind][0] : `${ongoing[kind]} ${say.names[kind][1]}`)));
  const form = going.length === 1 && ongoing[going[0]] === 1 ? 0 : 1;
  return {
    message: `${list[0].toUpperCase()}${list.slice(1)} ${say.goesOn[form]}.`, stay: say.stay, stop: say.stop,
    detail: [say.quitting[form], ...going.map((kind) => say.after[kind])].join(' '),
  };
}
