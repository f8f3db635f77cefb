/** Spanish of devices and of the wiring doctor. */
export const devices = {
  devices: {
    text: 'Cada puerto con lo que hay detrás. Lo que se conecta o se desconecta aparece aquí solo.', none: 'No hay nada conectado', noneText: 'Conecte un analizador o una placa, o inicie un instrumento simulado, que se comporta como el real, byte a byte.',
    instruments: 'Analizadores', boards: 'Placas', unknownPorts: 'Otros puertos', unknown: 'dispositivo desconocido', connected: 'Conectado', connectedNow: 'conectado', all: 'Todos', nothing: 'Ahora no hay ninguna placa ni analizador conectado.', needsLook: 'hay que mirarlo',
    kind: { serial: 'puerto serie', usb: 'USB', network: 'red', simulated: 'simulado' }, inUse: 'en uso', answers: 'responde', heldBy: 'En uso: {who}', capture: 'Capturar', captureWith: 'Capturar con {name}', ask: 'Preguntar quién es', showCapture: 'Ver la captura', profile: 'Perfil',
    simulate: 'Instrumento simulado', simulateText: 'Hace de instrumento con una placa conectada', plays: '{name} está listo', playsText: 'Está en la lista de dispositivos hasta que termine el estudio.', pulled: 'Cables desconectados', cameIn: 'Se conectó {name}.', wentOut: 'Se desconectó {name}.', missing: '¿Hay algo conectado que no está aquí, o que no mide?',
    trouble: { short: 'Averías', of: 'Averías de {name}', title: 'Que algo salga mal', unplug: 'Tirar del cable', plug: 'Volver a conectar', lose: 'Perder {n} muestras', overload: 'Sobrecarga', jump: 'Saltar {ms} ms en el tiempo', stall: 'Dejar de enviar', unstall: 'Volver a enviar', stop: 'Quitarlo' },
  },
  doctor: {
    title: 'Médico del cableado', text: 'Revisa un banco paso a paso, del puerto a la línea de disparo. Cada fallo viene con lo único que hay que hacer.', check: 'Revisar', checkThis: 'Revisar el cableado de {name}', checks: 'Comprobaciones', start: 'Empezar la revisión', again: 'Revisar de nuevo', where: 'Dónde está', byUsb: 'donde diga el USB', triggerLine: 'Línea de disparo', noTrigger: 'ninguna', line: 'línea {line}',
    before: 'Conecte la placa como para una medida', beforeText: 'La revisión dura unos diez segundos. Alimenta la placa si el instrumento es la fuente, y la apaga después.', progress: '{done} de {all} comprobaciones hechas', allWell: 'El banco está listo', allWellText: 'Todo lo que se pudo comprobar está bien.', failed: 'Arregle esto primero: {step}', expected: 'Se esperaba:',
    step: { port: 'Puerto', identity: 'Identidad', echo: 'Eco', settings: 'Ajustes', stream: 'Muestras', rate: 'Ritmo', noise: 'Ruido de fondo', idle: 'Consumo en reposo', trigger: 'Línea de disparo' },
    about: { port: '¿Está el puerto, y puede abrirlo este usuario?', identity: '¿Responde el instrumento esperado?', echo: '¿Vuelve cada byte como debe?', settings: '¿Acepta la tensión y el ritmo?', stream: '¿Llegan muestras?', rate: '¿Llegan tan deprisa como deben, según el reloj de este equipo?', noise: '¿Cuánto ruido tiene la medida?', idle: '¿Consume la placa lo que una placa en reposo?', trigger: '¿Se mueve la línea de la placa?' },
    state: { waiting: 'sin comprobar', running: 'en comprobación', passed: 'bien', failed: 'mal', skipped: 'omitida' },
  },
};
