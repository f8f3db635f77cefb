/** Spanish of measured energy: the instrument in the wizard, the power during a run, the energy tab of the results, and the drawings of boards. */
export const energy = {
  boardPicture: {
    computer: 'Dibujo de un portátil', 'raspberry-pi': 'Dibujo de un ordenador de placa única', jetson: 'Dibujo de una placa con GPU y disipador', microcontroller: 'Dibujo de una placa de microcontrolador', esp32: 'Dibujo de un módulo de radio con su placa',
    marked: { virtual: '{what}, virtual', simulated: '{what}, simulado' },
  },
  analyzerPicture: { 'usb-board': 'Dibujo de una placa de medida por USB', shield: 'Dibujo de una placa de medida con pantalla', inline: 'Dibujo de un medidor en la alimentación', bench: 'Dibujo de una fuente de laboratorio', mains: 'Dibujo de un analizador de potencia', tape: 'Dibujo de una grabación' },
  boardSupply: { limited: 'propia, o hasta {volts} V de un instrumento', usb: 'USB o alimentación propia', own: 'alimentación propia' },
  energy: {
    title: 'Energía medida', text: 'Un instrumento en la alimentación de la placa mide la energía de cada parte. Sin él, la energía viene de contadores y tablas.', noBoard: 'Elija primero una placa.',
    none: 'Sin instrumento', simulatedOf: '{name} (simulado)', simulated: 'simulado', simulatedText: 'Placa e instrumento son simulados: esto muestra cómo se mide, y nada de ello está medido.', measuredBy: 'energía con {instruments}',
    instrumentOf: 'Instrumento para {board}', supplyOf: 'Alimentación de {board}', voltageOf: 'Tensión de {board}', rateOf: 'Muestras de {board}', placeOf: 'Lugar del instrumento para {board}',
    noneFits: { tables: 'Sus costes vienen de tablas; no hay nada que medir.', played: 'El estudio simula esta placa, sin cables que medir.' },
    mode: { source: 'del instrumento', meter: 'propia' }, limitUnknown: 'El perfil de la placa no dice cuánto soporta.', rateHelp: 'Con más se ven sucesos más cortos; las grabaciones crecen.', oneRate: 'La única de este instrumento.',
    place: 'Dónde está', placeHelp: 'El puerto del instrumento.', byUsb: 'donde lo encuentre el USB',
    wrong: { 'no-limit': 'El perfil de la placa no nombra una tensión máxima, así que ningún instrumento puede alimentarla: añádala en la biblioteca o dé a la placa su propia alimentación.', 'no-lines': 'Este instrumento no tiene líneas digitales; tome abajo las ventanas de marcas de tiempo o de líneas impresas.' },
    windows: 'De dónde salen las ventanas', from: { edges: 'Flancos de una línea digital', timestamps: 'Marcas de tiempo de la placa', uart: 'Líneas que imprime la placa' },
    fromText: { edges: 'La placa levanta un cable mientras trabaja; exacto a una muestra.', timestamps: 'El reloj de la placa, ajustado al del instrumento; sin cable donde se conocen ambos.', uart: 'Inicio y fin son textos en la línea serie; con unos milisegundos de retraso.' },
    line: 'Línea digital', lineHelp: 'También sirve para ajustar los relojes.', begin: 'Texto al inicio', end: 'Texto al final', count: 'Ventanas por parte', countHelp: 'Más estrechan el intervalo y tardan más.',
    subtract: 'Restar la potencia en reposo', subtractOn: 'La energía es lo que el trabajo añade a la placa en reposo.', subtractOff: 'La energía incluye la placa en reposo, como en el artículo HI.',
    live: {
      title: 'Potencia ahora', time: 'Tiempo desde que empezó esta parte (ms)', power: 'Potencia (mW)', mean: 'media', least: 'mínima', greatest: 'máxima', window: 'ventana de inferencia',
      caption: '{board}, {part}: ventana {seen} de {planned}, las últimas a la vista; {instrument}, {rate} muestras por segundo.', idleCaption: '{board}, {part}, antes de pedirle nada; {instrument}, {rate} muestras por segundo.', overCaption: '{board}, {part}, las últimas ventanas de {planned}; {instrument}, {rate} muestras por segundo.',
    },
    measured: 'Medido', how: 'Cómo se midió la energía', serial: 'serie {serial}', idle: 'Placa en reposo', idleNote: 'durante {seconds} s, {coverage} de las muestras', subtracted: 'restada', included: 'incluida en cada energía', idleUnknown: 'sin medir',
    noInstrument: 'No se usó ningún instrumento', noInstrumentText: 'Las energías de esta ejecución vienen de contadores y perfiles. Para medirlas, elija un instrumento junto a la placa en el segundo paso del asistente; para probar sin aparatos, tome el microcontrolador simulado con un instrumento simulado.', repeat: 'Repetir este experimento con un instrumento',
    part: { exit: 'Hasta la salida {k}', whole: 'Modelo entero con todas las salidas', plain: 'Modelo entero sin ramas', decision: 'Decisión', offload: 'Descarga' },
    perInference: 'Energía por inferencia', perInferenceText: 'Integrada: la suma de todas las muestras de cada ventana. Potencia × tiempo: potencia media por latencia media, como en el artículo HI. Ambas con intervalos del 95 %; donde difieren, latencias y ventanas no hablan de lo mismo.',
    column: { part: 'Parte', integrated: 'Integrada', product: 'Potencia × tiempo', n: 'Ventanas', fit: 'Ajuste de relojes', open: 'Grabación' },
    difference: 'difiere {share}', covered: '{coverage} medido', outlierCount: 'una atípica | {n} atípicas', inferences: '{n} en cada ventana', missing: '{n} fuera', drift: 'deriva {ppm} ppm', noFit: 'ninguno', open: 'Grabación', openOf: 'Abrir la grabación de: {part}',
    doubts: 'Qué tener en cuenta', outliers: 'Atípicas ({n})', noOutliers: 'Ninguna ventana está lejos de las demás.', outliersText: 'De {n} ventanas; cuentan en cada media. Elija una para ver su lugar en la grabación.', moreOutliers: '{n} más; energy.csv las tiene todas.',
    window: 'Ventana {n}', windowOf: 'Ventana {n} de {all}', above: '{percent} % sobre la mediana', below: '{percent} % bajo la mediana', outlier: 'atípica', before: 'Ventana anterior', after: 'Ventana siguiente', recordingOf: 'Grabación: {part}',
  },
};
