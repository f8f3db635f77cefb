/** Spanish of the sentences about recordings of an instrument. */
import type { recordingErrors as english } from '../../../errors/recording';

export const recordingErrors: typeof english = {
  'recording.jump': (f) => `El contador de muestras del instrumento pasó de ${f.from} a ${f.to}; un hueco dura como mucho ${f.days} días, así que el contador está averiado: detenga la captura y empiécela de nuevo.`,
  'recording.block-shape': (f) => `El bloque de la muestra ${f.sample} tiene ${f.values} valores, ${f.voltage ?? 'ninguna'} tensiones y ${f.digital ?? 'ningún'} nivel digital; debe tener uno por muestra donde la captura dijo que los hay. Es un fallo del controlador del instrumento: informe de él.`,
  'recording.not-one': (f) => `${f.file} no es una grabación de HI Studio (${f.found}); se espera un archivo que empiece por «hi-trace». Elija un archivo .hitrace o importe uno .ppk2.`,
  'recording.other-version': (f) => `${f.file} lo escribió otra versión del estudio (su formato es ${f.found}, este estudio conoce ${f.known}); ábralo con esa versión o actualice este estudio.`,
  'recording.damaged': (f) => `${f.file} está dañado (${f.what}); lo que se pudo leer se conserva. Restaure el archivo de una copia o mida de nuevo.`,
  'recording.unreadable': (f) => `No se puede leer ${f.file} (${f.reason}); compruebe que existe y que puede leerlo.`,
  'recording.exists': (f) => `${f.file} ya existe, y una grabación nunca reemplaza a otra: elija otro nombre.`,
  'recording.closed': (f) => `La grabación ${f.file} está cerrada y no acepta más muestras; empiece una nueva.`,
  'recording.unknown': (f) => `No hay ninguna grabación «${f.id}»; elija una de la lista de grabaciones.`,
  'recording.running': (f) => `«${f.name}» aún se está grabando; detenga antes la captura.`,
  'recording.worker-gone': (f) => `El proceso que escribe y lee ${f.file === 'the recording' ? 'la grabación' : f.file} terminó de forma inesperada (${f.reason}); abra la grabación de nuevo: contiene todo hasta su último bloque.`,
  'recording.not-ppk2': (f) => `${f.file} no es una grabación de la aplicación Power Profiler (${f.what}); se espera un archivo ZIP con metadata.json y session.raw. Guárdela de nuevo desde la aplicación como .ppk2.`,
};
