/** Spanish of datasets' files: downloads and folders. */
export const datasets = {
  download: {
    start: 'Descargar', goOn: 'Continuar', cancel: 'Cancelar', of: 'Descargar {name}', cancelOf: 'Cancelar la descarga de {name}', size: '{size} MB desde su dirección pública', progress: '{done} de {total} MB', progressLeft: '{done} de {total} MB, faltan unos {seconds} s',
    cancelled: 'Detenida en {done} de {total} MB; lo descargado se conserva.', doing: { check: 'Comprobando lo descargado …', unpack: 'Desempaquetando …' }, licence: 'Licencia: {licence}',
  },
  folder: { none: 'Aún sin indicar; el conjunto se puede usar cuando se conoce su carpeta.', label: 'Carpeta de datos', of: 'Carpeta con los archivos de {name}', hint: 'Ruta completa de la carpeta en el ordenador del estudio', browse: 'Examinar …', choose: 'Carpeta con los archivos de {name}', found: 'Se encontraron todos los archivos.' },
};
