/** Spanish of the guided demos. */
export const teaching = {
  teaching: {
    text: 'Tres demostraciones guiadas sobre una ejecución con semilla: todos ven las mismas muestras y las mismas decisiones.', begin: 'Empezar', present: 'Presentar', leave: 'Salir de la presentación', fullScreen: 'Pantalla completa', window: 'Volver a la ventana', keys: '← y → cambian de paso, F llena la pantalla, Esc sale.', reset: 'Empezar de nuevo', step: 'Paso {step} de {of}', try: 'Pruebe:', explanation: 'Explicación',
    measure: 'Ejecutar la demostración', measureAgain: 'Medir otra vez', measured: 'Esta demostración ya está medida', measuredText: 'Los pasos siguientes muestran sus resultados. Mida otra vez para ver una ejecución en vivo; la semilla elige las mismas muestras, así que la exactitud de cada modelo es igual hasta la última cifra. Los tiempos varían un poco.', measuring: 'La demostración se está midiendo', measuringText: 'Este paso muestra sus resultados en cuanto los hay.', watch: 'Verla', nextDemo: 'Siguiente demostración', allDemos: 'Todas las demostraciones', notMeasured: 'Aún no hay nada medido', notMeasuredText: 'La demostración dibuja sus propias imágenes y no necesita hardware. Tarda un minuto o dos.',
    tiny: {
      title: 'Por qué lo diminuto no basta', text: 'Un modelo pequeño es rápido y frugal. Vea en qué se equivoca y lo que eso cuesta.',
      steps: {
        measure: { title: 'Medir', text: 'Una red pequeña con una salida temprana y una grande miran las mismas imágenes. Todo se mide por separado: lo que dicen los modelos, cuánto calcula la placa y cuánto tarda el servidor en responder.', task: 'Observe cómo se estrecha la banda de cada exactitud según llegan imágenes.' },
        accuracy: { title: 'Con qué frecuencia acierta cada una', text: 'En el dispositivo solo se usa el modelo pequeño; en remoto, el grande. La barra fina es el intervalo del 95 %: con más imágenes sería más corta.', task: '¿Es la diferencia entre dispositivo y remoto mayor que sus intervalos?' },
        wrong: { title: 'Dónde falla el modelo pequeño', text: 'Estas imágenes se respondieron mal en el dispositivo. Muchas se parecen también para nosotros: seis o siete puntas, un anillo o un anillo roto.', task: 'Haga clic en una imagen: ¿cuán seguro estaba el modelo de su respuesta errónea?' },
        latency: { title: 'Lo que cuesta acertar', text: 'El modelo grande necesita el servidor: cada descarga espera al enlace. En algunas placas calcular en local tarda aún más; las barras pálidas se modelan con tablas publicadas.', task: 'Encuentre una placa donde remoto sea más rápido que en el dispositivo, y otra donde no.' },
      },
    },
    offload: {
      title: 'Cuándo descargar', text: 'No todas las muestras necesitan el servidor. Vea cómo un módulo de decisión elige las que sí.',
      steps: {
        measure: { title: 'Medir', text: 'Cada imagen pasa por el modelo pequeño y, para saber qué habría pasado, también va al servidor.', task: 'Mire los tiempos de descarga: ¿son todos iguales?' },
        scatter: { title: 'Cuánta seguridad basta', text: 'Cada punto es una imagen: cuánto cree el modelo en su primera opción (p1) y en la segunda (p2). A la derecha de la línea se conserva la respuesta local; a la izquierda, la imagen se envía al servidor.', task: '¿Cuántas erróneas quedan a la derecha de la línea? Son errores que nadie atrapa.' },
        offloaded: { title: 'Lo que se envía', text: 'Estas imágenes se descargaron: el modelo pequeño dudaba. A menudo acierta el servidor; a veces acertaba el pequeño y la descarga sobraba.', task: 'Encuentre una descarga que no ayudó.' },
        strategies: { title: 'Lo que se gana', text: 'HI conserva las respuestas seguras y descarga el resto. Compare su exactitud con la remota y su latencia con ambas.', task: '¿Qué fracción de muestras envía HI y cuánta exactitud remota conserva?' },
        'what-if': { title: 'Otro enlace', text: 'La mejor estrategia depende de lo que tarda una descarga. Mueva los controles: todo aquí se modela con las medidas de la propia ejecución.', task: '¿Cuán lento debe ser el enlace para que HI tarde más de lo que aceptaría?' },
      },
    },
    exits: {
      title: 'Lo que gana una salida temprana', text: 'Las muestras fáciles pueden salir pronto de la red. Vea el intercambio entre tiempo y exactitud.',
      steps: {
        measure: { title: 'Medir', text: 'El modelo pequeño tiene una rama en medio. Su respuesta allí es menos exacta, pero llega antes.', task: 'Compare la exactitud de la salida temprana con la del modelo entero.' },
        'exit-shares': { title: 'Quién sale dónde', text: 'EE deja salir por la rama a las muestras seguras. EE-HI también, y descarga las que dudan incluso al final.', task: '¿Qué fracción sale por la primera salida con EE y con EE-HI?' },
        thresholds: { title: 'Mueva el umbral', text: 'θ dice cuán segura debe estar la rama. Bajo: casi todas salen pronto, rápido pero menos exacto. Alto: casi ninguna.', task: 'Encuentre la menor latencia posible sin perder un punto entero de exactitud.' },
        strategies: { title: 'Todo junto', text: 'Los umbrales se eligieron con otras imágenes, así que las cifras son honestas. Ninguna estrategia gana siempre; deciden los objetivos.', task: '¿Qué estrategia elegiría si lo que más importara fuera la energía?' },
      },
    },
  },
};
