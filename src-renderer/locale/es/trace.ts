/** Spanish of a trace on screen: tools, keys, numbers, marks and events. */
export const trace = {
  trace: {
    title: 'Traza', of: 'Traza de potencia de {name}', role: 'traza', tools: 'Vista de la traza', channels: 'Magnitudes', minimap: 'Grabación completa; mueve la vista', lost: 'perdida',
    channel: { current: 'Corriente', voltage: 'Tensión', power: 'Potencia' }, showChannel: 'Mostrar u ocultar: {channel}', noChannel: 'Este instrumento no la mide',
    pauseView: 'Pausar vista', followLive: 'Seguir en vivo', move: 'Arrastrar mueve la vista', selectTool: 'Arrastrar selecciona', zoomIn: 'Acercar', zoomOut: 'Alejar', fit: 'Grabación completa', zoomToSelection: 'Ampliar la selección', mark: 'Poner un marcador', note: 'Escribir una nota', log: 'Eje logarítmico', picture: 'Guardar la imagen (PNG)', frames: '{n} fps',
    keys: 'Teclas', pointerHelp: 'Arrastrar mueve, Mayús y arrastrar selecciona, la rueda amplía, Mayús y rueda mueve. Un marcador se arrastra por su bandera.', keysHint: 'Las flechas mueven la vista, más y menos cambian la escala, Mayús con flechas selecciona, M pone un marcador. «Ver como tabla» tiene los números.',
    key: { pan: 'Mover la vista', page: 'Mover una vista entera', zoom: 'Acercar, alejar', ends: 'Principio, final', fit: 'Grabación completa', select: 'Seleccionar, reducir la selección', zoomToSelection: 'Ampliar la selección', unselect: 'Quitar la selección', follow: 'Pausar la vista, volver a seguir', mark: 'Poner un marcador', note: 'Escribir una nota', tool: 'Arrastrar mueve o selecciona', log: 'Eje lineal o logarítmico' },
    shownSpan: 'A la vista: de {from} a {to}', summary: '{channel}: media {mean}, de {min} a {max}; {coverage} medido.', nothingMeasured: 'Aquí no se midió nada.', gaps: 'Un hueco. | {n} huecos.',
    manyGaps: 'Más de {n} huecos.', manyEvents: 'Hay más de los que caben en la lista; acerque la vista para verlos.',
    column: { from: 'Desde', to: 'Hasta', min: 'Mín.', mean: 'Media', max: 'Máx.', p50: 'Mediana', p95: 'p95', sd: 'DE', coverage: 'Cobertura' },
    ofSelection: 'Números de la selección', ofView: 'Números de lo que está a la vista', noNumbers: 'Los números aparecen en cuanto haya muestras.', energy: 'Energía', charge: 'Carga', duration: 'Duración', quantity: 'Magnitud', byQuantity: 'Estadísticas por magnitud',
    lostText: 'Aquí se perdieron {lost} muestras. No están en ningún número de esta página: energía y carga son solo de las muestras medidas.', method: '{n} muestras medidas; energía y carga son su suma por el periodo de muestreo.', rough: 'La mediana y el p95 de tantas muestras aciertan al 0,8 %.',
    marks: 'Marcadores y notas', noMarks: 'Pulse M para poner un marcador; entre dos de ellos se integran carga y energía. N escribe una nota en la traza.', markNamed: 'marcador {name}', goTo: 'Ir a {name} en {at}', noteOf: 'Nota de {name}', noteLabel: 'Nota', notePlaceholder: '¿Qué pasa aquí?', notePlace: 'Nota en este lugar', noteStretch: 'Nota en la selección', noteText: 'Se guarda junto a la grabación.', integrals: 'Integrales entre marcadores', between: 'Entre',
    events: 'Sucesos a la vista ({n})', moreEvents: '{n} más; acerque la vista para verlos.',
    event: { edge: 'Flanco', 'time-stamp': 'Marca de tiempo', uart: 'Escrito por la placa', loss: 'Muestras perdidas', segment: 'Interrupción', overload: 'Sobrecarga', supply: 'Alimentación', note: 'Nota', on: 'Alimentación encendida', off: 'Alimentación apagada', rose: '{line} subió', fell: '{line} bajó' },
  },
};
