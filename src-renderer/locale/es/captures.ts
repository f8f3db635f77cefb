/** Spanish of captures and recordings: before, meanwhile and afterwards. */
export const captures = {
  captures: {
    text: 'Lo que los analizadores midieron de la alimentación de una placa. Todo se guarda mientras se mide.', new: 'Nueva captura', another: 'Nueva captura', newText: 'Elija el instrumento y sus ajustes. Nada se enciende antes de pulsar «Empezar».',
    none: 'Aún no hay grabaciones', noneText: 'Capture la alimentación de una placa, con un instrumento real o simulado, o traiga una grabación del Power Profiler de Nordic.', find: 'Buscar por nombre o instrumento', noMatch: 'Ninguna grabación coincide.',
    what: 'Qué se mide', how: 'Cómo se mide', instrument: 'Instrumento', isA: 'En este puerto hay un', isAHelp: 'El USB no dice qué hay detrás.', board: 'Placa', anyBoard: 'no está en la biblioteca', boardSilent: 'El perfil de la placa no dice su límite; compruebe usted la tensión.', name: 'Nombre', namePlaceholder: 'p. ej. palabras clave, con reposo', optional: 'opcional',
    noInstrument: 'No hay ningún instrumento conectado', noInstrumentText: 'Conecte uno y aparecerá aquí solo; o inicie uno simulado, que se comporta como el real, byte a byte.', chooseFirst: 'Elija antes un instrumento.',
    supply: 'Alimentación de la placa', mode: { source: 'Fuente', meter: 'Medidor' }, modeText: { source: 'El instrumento alimenta la placa', meter: 'La placa tiene su propia alimentación' },
    voltage: 'Tensión de alimentación', voltageMeter: 'Tensión que recibe la placa', between: 'de {min} a {max} V', noLimit: 'No hay placa elegida: asegúrese de que la suya soporta esta tensión.', boardLimit: 'La placa soporta como mucho {limit} V; nada se enciende por encima.', meterHelp: 'Donde el instrumento no la mide, la potencia es la corriente por este valor.',
    wrong: { 'voltage-missing': 'Indique qué tensión recibe la placa.', 'above-board': 'La placa soporta como mucho {limit} V.', 'above-analyzer': 'El instrumento da como mucho {limit} V.', 'below-analyzer': 'El instrumento da al menos {limit} V.' },
    rate: 'Muestras', perSecond: '{n} muestras/s', range: 'Rango', automatic: 'automático', upTo: 'hasta {value}', trigger: 'Comienzo', atOnce: 'enseguida', rising: 'cuando suba la línea {line}', falling: 'cuando baje la línea {line}', averaging: 'Promedio', averagingHelp: 'Lecturas que el instrumento promedia en una muestra.',
    fixedBy: 'Fijo en este instrumento: {what}.', fixed: { range: 'rango automático', trigger: 'empieza enseguida', averaging: 'sin promedio', rate: '{rate}' },
    start: 'Empezar', willSupply: 'Pone {volts} V en la placa.', stop: 'Parar', recording: 'grabando', simulated: 'simulado', recovered: 'recuperada tras un fallo', setTo: 'ajustado a {volts} V',
    state: { measuring: 'grabando', waiting: 'sin instrumento, en espera', stopped: 'parada', failed: 'fallida' }, noneLost: 'ninguna muestra perdida', lost: '{n} muestras perdidas, {coverage} medido', dropped: '{n} de ellas porque este equipo no dio abasto',
    waitsText: 'La grabación sigue sola en cuanto vuelva el instrumento; el tiempo de en medio es un hueco.', keptText: 'Todo lo medido hasta ahora se conserva.', notices: 'Avisos',
    rename: 'Cambiar el nombre de {name}', renameThis: 'Cambiar el nombre', exportIt: 'Exportar', exportThis: 'Exportar {name}', about: 'unos {size}', export: { selection: 'Selección', whole: 'Grabación completa', csv: 'Muestras como CSV', parquet: 'Muestras como Parquet', hitrace: 'La propia grabación (.hitrace)' },
    import: 'Importar', importText: 'Un archivo .ppk2 del Power Profiler de Nordic, o un .hitrace de otro estudio.', importIt: 'Importar', drop: 'Suelte aquí un archivo .ppk2 o .hitrace, o elija uno', orPath: 'O su ruta en el equipo del estudio, para archivos grandes', tooLarge: 'Ocupa más de {most}: indique abajo su ruta, así no hay que enviarlo.', sending: 'Enviando',
    paletteNew: 'Empezar una captura', paletteImport: 'Importar una grabación',
  },
};
