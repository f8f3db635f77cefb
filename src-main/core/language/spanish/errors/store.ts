/** Spanish of the sentences about the place where runs are kept. */
import type { storeErrors as english } from '../../../errors/store';

export const storeErrors: typeof english = {
  'store.disk-full': (f) => `El disco que contiene ${f.folder} está lleno; lo medido se conserva: libere espacio y reanude la ejecución, o elija otro lugar con --home o HI_STUDIO_HOME.`,
  'store.not-writable': (f) => `No se puede escribir en ${f.folder} (${f.reason}); dele permiso de escritura, o elija otro lugar con --home o HI_STUDIO_HOME.`,
  'store.run-locked': (f) => `La ejecución «${f.id}» ya está abierta en ${f.pid === null ? 'otro proceso' : `el proceso ${f.pid}`}; espere a que termine o deténgalo antes.`,
  'store.damaged': (f) => `La ejecución «${f.id}» no se puede leer: ${f.file} está dañado (${f.reason}); restaure la carpeta de una copia, o borre la ejecución y mida de nuevo.`,
  'store.other-version': (f) => `La ejecución «${f.id}» la escribió otra versión del estudio (sus tablas son de la versión ${f.found}, este estudio conoce la ${f.known}); ábrala con esa versión o actualice este estudio.`,
  'store.failed': (f) => `La base de datos de la ejecución «${f.id}» rechazó una operación (${f.reason}); lo guardado antes se conserva: reanude la ejecución e informe de ello si se repite.`,
  'store.measured-twice': (f) => `La ejecución «${f.id}» ya tiene este resultado en «${f.table}» (${f.key}), así que no se guardó otra vez; pregunte qué falta antes de medir.`,
  'store.truth-changed': (f) => `La muestra ${f.index} del conjunto «${f.set}» tenía la etiqueta ${f.before} cuando empezó la ejecución «${f.id}» y ahora tiene ${f.now}; los datos han cambiado: empiece una ejecución nueva.`,
  'store.incomplete': (f) => `A la ejecución «${f.id}» le faltan ${f.missing} de ${f.wanted} resultados del modelo «${f.model}» en el conjunto «${f.set}»; reanúdela para medirlos.`,
  'store.mismatch': (f) => `${f.what} tiene ${f.found} valores y se esperan ${f.expected}, uno por muestra; de este lote no se guardó nada.`,
  'store.export-failed': (f) => `No se pueden escribir las tablas en ${f.folder} (${f.reason}); compruebe que la carpeta existe y que se puede escribir en ella.`,
};
