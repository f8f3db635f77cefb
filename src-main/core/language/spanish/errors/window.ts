/** Spanish of the sentences about windows and their hosts. */
import type { windowErrors as english } from '../../../errors/window';

const fields: Readonly<Record<string, string>> = { strategy: 'estrategia', board: 'placa', 'local model': 'modelo local' };

export const windowErrors: typeof english = {
  'run.not-active': (f) => `La ejecución ${f.id} no está en marcha en este estudio y no se puede pausar, reanudar ni cancelar; si no está terminada, continúela antes.`,
  'run.already-active': (f) => `La ejecución ${f.id} ya está en marcha; abra su vista en vivo.`,
  'run.sample-unknown': (f) => `La ejecución ${f.id} no tiene «${f.value}» (${fields[f.field] ?? f.field}); elija uno de los que hay en sus resultados.`,
  'run.trace-missing': (f) => `La ejecución ${f.id} no tiene la grabación ${f.trace}; se movió o se borró, y aun así las energías de sus ventanas están en los resultados.`,
  'explore.too-many-exits': (f) => `El explorador de umbrales muestra modelos con una o dos salidas tempranas y «${f.model}» tiene ${f.branches}; sus curvas están en los resultados.`,
  'profile.built-in': (f) => `«${f.id}» pertenece al estudio y no se puede eliminar; duplíquelo y cambie la copia.`,
  'profile.model-without-file': (f) => `No hay ningún modelo propio «${f.id}» al que guardar una ficha; importe antes su archivo ONNX.`,
  'window.nothing-to-restore': (f) => `No hay nada que restaurar en «${f.undo}»; ya se restauró o se vació la papelera.`,
  'window.place-taken': (f) => `«${f.name}» vuelve a existir, así que lo eliminado no puede ocupar su lugar; cambie antes el nombre del nuevo o elimínelo.`,
  'window.upload-unknown': (f) => `El envío «${f.upload}» ya no se conoce; elija el archivo de nuevo.`,
  'window.upload-too-large': (f) => `El archivo ocupa más de ${f.limitMb} MB, lo máximo que se puede enviar; póngalo con su ficha en la carpeta de perfiles del estudio.`,
  'web.not-built': (f) => `Los archivos de la ventana no están en ${f.folder}; ejecute antes «npm run build».`,
  'web.port-taken': (f) => `El puerto ${f.port} de ${f.host} lo usa otro programa; elija otro con --port, o --port 0 para uno libre.`,
  'web.cannot-listen': (f) => `No se puede escuchar en ${f.host}:${f.port} (${f.reason}); elija con --host una dirección de este equipo.`,
};
