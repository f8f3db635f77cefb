/** Spanish of the live run. */
export const run = {
  stages: { outputs: 'Preguntar a los modelos locales', remote: 'Descargar al servidor', timing: 'Cronometrar la inferencia', policies: 'Elegir umbrales', 'in-the-loop': 'Ejecutar en el bucle', compose: 'Componer resultados' },
  run: {
    title: 'Ejecución', stages: 'Etapas', whole: 'Toda la ejecución', left: 'quedan {time}', rate: '{rate} por segundo', waitingText: 'Otra ejecución está midiendo; esta empieza cuando termine.',
    stage: { outputs: 'Preguntando a los modelos locales', remote: 'Descargando al servidor', timing: 'Midiendo la inferencia', policies: 'Eligiendo umbrales', 'in-the-loop': 'Ejecutando en el bucle', compose: 'Componiendo resultados' },
    state: { waiting: 'en espera', running: 'en marcha', paused: 'en pausa', finished: 'terminada', cancelled: 'cancelada', failed: 'fallida', interrupted: 'interrumpida', damaged: 'dañada' },
    repeat: 'Cambiar y repetir', repeatThis: 'Cambiar {name} y repetirla', pause: 'Pausar', resume: 'Reanudar', cancel: 'Cancelar', continue: 'Continuar', toResults: 'Ver resultados', done: 'La ejecución ha terminado', kept: 'Todo lo medido hasta ahora se conserva. «Continuar» la retoma donde se detuvo.',
    ended: { cancelled: 'La ejecución se canceló.', failed: 'La ejecución falló.', interrupted: 'La ejecución se interrumpió: se cerró el estudio o se apagó el equipo.' },
    noLive: 'Las primeras cifras llegan en cuanto se midan muestras.', recent: 'Últimas muestras', recentNone: 'Aún no hay muestras.', asked: 'se preguntó en cada salida',
    log: 'Registro', logFind: 'Buscar en el registro', logLevel: 'Nivel', logEmpty: 'Ni avisos ni errores.', logNone: 'Ninguna entrada coincide.', level: { all: 'todo', info: 'información', warning: 'advertencias', error: 'errores' },
    accuracy: 'Exactitud hasta ahora', accuracyLabel: 'Exactitud según el número de muestras, con su intervalo', accuracyCaption: 'Las bandas son intervalos de Wilson del 95 %; se estrechan según llegan muestras.', samplesAxis: 'Muestras', samples: 'muestras', who: 'quién', low: 'mínimo', high: 'máximo', inLoop: '{strategy} en el bucle',
    offloadTimes: 'Tiempo de descarga', offloadCaption: 'n = {n} descargas, medidas; mediana {median} ms, el 95 % tarda como mucho {p95} ms. El último intervalo reúne todo lo más lento.', offloadAxis: 'Descarga (ms)', offloadsAxis: 'Descargas', count: 'descargas', timeline: 'Tiempo de descarga a lo largo de la ejecución', timelineCaption: 'Las últimas descargas, un punto cada una.',
    shares: 'Dónde se responden las muestras', sharesCaption: 'Muestras ejecutadas de verdad en el bucle, medidas.', shareAxis: 'Fracción de muestras (%)', scatter: 'Lo que ve el módulo de decisión', scatterCaption: 'Las últimas {n} muestras: el mayor y el segundo mayor valor softmax del modelo local.', p1: 'Mayor valor de softmax (p1)', p2: 'Segundo mayor (p2)', locallyRight: 'correctas en local', locallyWrong: 'erróneas en local', decisionLine: 'línea de decisión', loopLatency: 'Latencia media en el bucle:',
  },
};
