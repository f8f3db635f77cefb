/** Spanish of the sentences about datasets. */
import type { datasetErrors as english } from '../../../errors/dataset';

const either = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} o ${names[names.length - 1]}`);
/** Text that somebody else wrote, made fit for one line: control characters shown as dots. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '·'));
const found = (text: string): string => {
  const shown = oneLine(text);
  return shown.length > 40 ? `«${shown.slice(0, 40)}…»` : `«${shown}»`;
};
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export const datasetErrors: typeof english = {
  'dataset.reader-unknown': (f) => `El perfil «${f.profile}» indica el lector ${found(f.reader)}, que no existe; ponga en «reader» ${either(f.known)}.`,
  'dataset.label-names': (f) => `El perfil «${f.profile}» enumera ${f.labels} nombres de clase en «labels», pero ${f.expected}; corrija la lista o quítela.`,
  'dataset.files-listed': (f) => `El perfil «${f.profile}» enumera ${f.listed} entradas en «files», pero su lector acepta ${f.expected}; corrija la lista o quítela.`,
  'dataset.download-none': (f) => `No hay ninguna dirección pública para ${f.dataset}; ponga sus archivos en una carpeta e indíquela (--data), o añada «download» a su perfil.`,
  'dataset.download-failed': (f) => `La descarga de ${f.url} se detuvo en ${megabytes(f.bytes)} de ${megabytes(f.total)} (${oneLine(f.reason)}); lo recibido se conserva: compruebe la conexión y continúe.`,
  'dataset.download-wrong': (f) => `Lo que llegó de ${f.url} no es lo que espera el perfil (SHA-256 ${f.found.slice(0, 12)}… en lugar de ${f.expected.slice(0, 12)}…) y se borró; inténtelo de nuevo, o corrija «download» en el perfil si el archivo cambió.`,
  'dataset.download-archive': (f) => `${f.file} no se puede desempaquetar (${oneLine(f.reason)}); bórrelo y descárguelo de nuevo.`,
  'dataset.download-disk': (f) => `El disco está lleno: ${f.dataset} necesita ${megabytes(f.bytes)} en ${f.folder} y otro tanto mientras se desempaqueta; libere espacio y empiece de nuevo.`,
  'dataset.download-folder': (f) => `No se puede escribir en ${f.folder} (${f.reason}); elija otra carpeta o corrija sus permisos.`,
  'dataset.folder-needed': (f) => `${f.dataset} se lee de archivos (${oneLine(f.files.join(', '))}) y no se indicó ninguna carpeta; diga dónde están (--data CARPETA).`,
  'dataset.folder-missing': (f) => `La carpeta de datos ${f.folder} no existe; corrija la ruta.`,
  'dataset.folder-is-file': (f) => `${f.folder} es un archivo, y se pide la carpeta que lo contiene; quite el nombre del archivo.`,
  'dataset.file-missing': (f) => (f.archive === null
    ? `${f.dataset} necesita el archivo ${oneLine(f.file)}, que no está en ${f.folder}${f.folders.length === 0 ? '' : ` (ni en sus subcarpetas habituales ${f.folders.join(', ')})`}; indique la carpeta que lo contiene, o ponga el nombre de su archivo en «files» del perfil.`
    : `${f.dataset} necesita el archivo ${oneLine(f.file)}, que no está en ${f.folder}; sí está el paquete ${f.archive}: desempaquételo allí con «tar -xf ${f.archive}».`),
  'dataset.not-a-file': (f) => `${f.file} es una carpeta o un dispositivo y se esperaba un archivo; corrija «files» en el perfil o la carpeta de datos.`,
  'dataset.unreadable': (f) => `No se puede leer ${f.file} (${f.reason}); compruebe sus permisos y el disco.`,
  'dataset.changed': (f) => `${f.file} se acortó mientras se leía; que ningún otro programa escriba en él, y empiece de nuevo.`,
  'dataset.empty': (f) => `${f.file} no contiene ${f.unit}; descárguelo o desempaquételo de nuevo.`,
  'dataset.record-size': (f) => `${f.file} tiene ${f.bytes} bytes, que no es múltiplo de los ${f.record} bytes de un registro ${f.layout}; ${f.hint ?? 'está cortado o no es un binario de este conjunto, así que descárguelo de nuevo'}.`,
  'dataset.wrong-magic': (f) => `${f.file} debería contener ${f.holds} en formato IDX y empezar por el número ${f.expected}, pero empieza por ${f.found}; compruebe que los archivos no están cambiados y descárguelo de nuevo.`,
  'dataset.file-size': (f) => `${f.file} tiene ${f.atLeast ? 'al menos ' : ''}${f.bytes} bytes, pero su cabecera promete ${f.content}, que ocupan ${f.expected}; está cortado o dañado, así que descárguelo de nuevo.`,
  'dataset.counts-differ': (f) => `${f.images} contiene ${f.imageCount} imágenes, pero ${f.labels} contiene ${f.labelCount} etiquetas; tome ambos archivos del mismo conjunto.`,
  'dataset.label-outside': (f) => `El registro ${f.record} de ${f.file} tiene la etiqueta ${f.label}, pero las ${f.classes} clases van de 0 a ${f.classes - 1}; el archivo está dañado, es de otro conjunto o faltan nombres en «labels» del perfil.`,
  'dataset.gzip-corrupt': (f) => `${f.file} no se puede descomprimir (${f.reason}); la descarga está dañada o incompleta, así que tráigalo de nuevo.`,
  'dataset.gzip-too-large': (f) => `${f.file} ocupa descomprimido ${megabytes(f.bytes)}, más de los ${megabytes(f.most)} que se descomprimen en memoria; descomprímalo junto al original con «gunzip -k».`,
  'dataset.index-outside': (f) => `Se pidió la muestra ${f.index}, pero ${f.dataset} tiene las muestras de 0 a ${f.size - 1}; pida menos u otras.`,
  'dataset.image-size': (f) => `${f.file} contiene imágenes de ${f.found} píxeles, pero su lector espera ${f.expected}; use los archivos originales del conjunto u otro lector.`,
  'dataset.image-broken': (f) => `${f.file} no se puede leer como imagen JPEG: ${f.reason}; sustitúyalo por el archivo original.`,
  'dataset.image-too-large': (f) => `${f.file} es una imagen de ${f.width} x ${f.height} píxeles, pero se leen como mucho ${f.most / 1e6} millones; redúzcala antes.`,
  'dataset.images-not-found': (f) => `${f.dataset} no encuentra ni un archivo de etiquetas val.txt ni carpetas de clases con archivos JPEG en ${f.folder} o en su subcarpeta val; indique la carpeta de las imágenes de validación.`,
  'dataset.image-missing': (f) => `La línea ${f.line} de ${f.labelFile} nombra la imagen ${found(f.image)}, que no está en ${f.folder}; añada la imagen o quite la línea.`,
  'dataset.label-line': (f) => `La línea ${f.line} de ${f.labelFile} es ${found(f.text)}, y se esperaban el nombre de una imagen y un número de clase, como «ILSVRC2012_val_00000001.JPEG 65»; corrija la línea.`,
  'dataset.label-file-too-large': (f) => `${f.labelFile} ocupa ${megabytes(f.bytes)}, pero un archivo de etiquetas tiene una línea corta por imagen y como mucho ${megabytes(f.most)}; ponga el archivo correcto en «files» del perfil.`,
  'dataset.class-folders': (f) => `${f.folder} tiene ${f.folders} carpetas de clases, pero el perfil enumera ${f.labels} nombres de clase en «labels»; tiene que haber uno por carpeta, en el orden alfabético de las carpetas.`,
  'dataset.no-training': (f) => `El estudio no conoce imágenes de entrenamiento del conjunto «${f.dataset}»; indique sus archivos en «training_files» de su perfil, o entrene con la mitad de las imágenes reservadas (--from-pool).`,
};
