/** Spanish of the first screen and of a run's state. */
export const home = {
  home: {
    title: '¿Qué conviene ejecutar dónde?', text: 'Mida con sus datos si una muestra se responde mejor en el dispositivo, en una salida temprana o en un servidor, y lo que eso cuesta en exactitud, latencia y energía.',
    begin: 'Empezar', new: 'Nuevo experimento', newText: 'Cinco pasos, de los datos a los objetivos. Puede dejarlo cuando quiera y volver.', start: 'Empezar', goOn: 'Seguir con el borrador', startFresh: 'Empezar de cero',
    demo: 'Probar una demostración', demoText: '{name}. No necesita hardware ni descargas.', demoMissing: 'No se encontró el experimento de demostración.', runDemo: 'Ejecutar la demostración', lookFirst: 'Mirarla antes',
    recent: 'Ejecuciones recientes', allRuns: 'Todas ({n})', noRuns: 'Aún no hay ejecuciones', noRunsText: 'Aquí aparecen las ejecuciones con su resultado en una frase. La demostración hace la primera.', progress: 'Avance de {name}',
    attention: 'Requiere atención', interrupted: '«{name}» se interrumpió. Lo medido se conserva; nada se mide dos veces.', failed: '«{name}» falló. Su página dice por qué; lo medido se conserva.', look: 'Ver', lookAt: 'Ver {name}', continue: 'Continuar', continueWith: 'Continuar {name}', mend: 'Arreglar', mendThis: 'Arreglar {name}', stopThis: 'Parar {name}',
    capture: { running: '«{name}» se está capturando y sigue hasta que se pare.', cut: 'La captura «{name}» se cortó al terminar el estudio; todo lo anterior se conserva.', holes: 'Solo se midió el {coverage} de «{name}»; mírela antes de fiarse de su energía.' },
    training: { running: 'Se están entrenando salidas para «{name}». {step}.', finished: 'Las salidas para «{name}» están entrenadas: «{id}» está entre sus modelos.', stopped: 'El entrenamiento de salidas para «{name}» se paró.', failed: 'El entrenamiento de salidas para «{name}» falló; no se escribió nada.' },
    download: { running: '«{name}» se está descargando: {percent} %.', failed: 'La descarga de «{name}» falló; lo recibido se conserva.', interrupted: 'La descarga de «{name}» se interrumpió; lo recibido se conserva.' },
    boards: 'Placas',
  },
  drivers: { 'mlperf-tiny': 'real, en un puerto serie', computer: 'real', agent: 'real, por la red', virtual: 'virtual', simulated: 'simulada' },
  runState: { waiting: 'en espera', running: 'en curso', paused: 'en pausa', finished: 'terminada', cancelled: 'cancelada', failed: 'fallida', interrupted: 'interrumpida', damaged: 'dañada' },
};
