/** Spanish of the frame: navigation, palette, notices, provenance. */
export const shell = {
  nav: { home: 'Inicio', new: 'Nuevo experimento', runs: 'Ejecuciones', compare: 'Comparar', devices: 'Dispositivos', captures: 'Trazas de potencia', library: 'Biblioteca', teaching: 'Docencia', settings: 'Ajustes', about: 'Acerca de' },
  shell: {
    skip: 'Saltar al contenido', side: 'Barra lateral', navigation: 'Principal', find: 'Buscar …', loading: 'Cargando …', again: 'Intentar de nuevo', undo: 'Deshacer', remove: 'Eliminar', cancel: 'Cancelar', close: 'Cerrar', save: 'Guardar', copy: 'Copiar', copied: 'Copiado', back: 'Atrás', next: 'Siguiente',
    running: 'no hay ejecuciones en curso | una ejecución en curso | {n} ejecuciones en curso',
    lost: 'El estudio no responde. Las ejecuciones siguen en él; esta ventana se vuelve a conectar sola.',
    refused: 'El estudio no reconoce esta ventana. Abra la dirección completa que mostró «hi-studio serve», con su clave.',
    retry: 'Conectar ahora', removed: 'Se eliminó {what}', removeThis: 'Eliminar {what}', whatIs: '¿Qué es {term}?',
    palette: 'Buscar cualquier cosa', paletteText: 'Vaya a un lugar, una ejecución o un perfil, o cambie el aspecto de la ventana.', paletteHint: 'Escriba un nombre o una acción …', palettePlaces: 'Ir a', paletteActions: 'Acciones', paletteLooks: 'Aspecto e idioma',
    nowhere: 'Aquí no hay nada', nowhereText: 'La dirección no lleva a ninguna parte. Puede que la vista se haya movido o que la ejecución se haya eliminado.',
  },
  keys: {
    title: 'Atajos de teclado', text: 'A todo se llega también con Tab, las flechas e Intro.', anywhere: 'En todas partes', trace: 'En una traza de potencia', results: 'En los resultados', presentation: 'En una presentación',
    close: 'Cerrar lo que está abierto', threshold: 'Mover el umbral que tiene el foco', sample: 'En una muestra abierta: la anterior, la siguiente', step: 'Paso anterior, paso siguiente',
  },
  problem: {
    notConnected: 'El estudio no responde.', notConnectedNext: 'Compruebe que «hi-studio serve» o la ventana de escritorio sigue en marcha; esta ventana se vuelve a conectar sola.',
    unexpected: 'Ocurrió algo inesperado: {what}', unexpectedNext: 'No se perdió nada. Inténtelo de nuevo; si se repite, «Acerca de → Informar de un problema» reúne lo necesario para arreglarlo.',
  },
  provenance: {
    measured: 'medido', modelled: 'modelado', published: 'publicado', unknown: 'desconocido', interval: 'intervalo del 95 %', n: 'n = {n}',
    measuredHelp: 'Cronometrado o contado aquí, en esta ejecución', modelledHelp: 'Calculado a partir de un perfil o de una ecuación', publishedHelp: 'Impreso en una fuente',
  },
  kinds: { analyzer: 'Analizador', analyzers: 'Analizadores', board: 'Placa', link: 'Enlace', server: 'Servidor', dataset: 'Conjunto de datos', model: 'Modelo', experiment: 'Experimento', boards: 'Placas', links: 'Enlaces', servers: 'Servidores', datasets: 'Conjuntos de datos', models: 'Modelos', experiments: 'Experimentos' },
};
