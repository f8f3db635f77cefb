/** Spanish of decision modules: the choice in the wizard and the comparison in the results. */
export const decisions = {
  decisions: {
    own: 'Quién decide al final del modelo local', compare: 'Comparar HI con otros módulos de decisión', compareHelp: 'Cada uno es una fila de los resultados; las estrategias usan el elegido.', nothing: 'Ninguno',
    fitOn: 'Enseñarlo otra vez con las muestras que llegan al final', fitOnText: 'Para EE-HI y descarga temprana, ya elegidos sus umbrales; el efecto queda en el informe',
    name: {
      'binary-lr': 'Regresión logística binaria', threshold: 'Umbral de confianza', 'rich-lr': 'Regresión logística, más datos', 'rich-mlp': 'Red neuronal pequeña', router: 'Encaminador híbrido', card: 'Pesos de la ficha del modelo', oracle: 'Oráculo (una cota)',
      conformal: 'Selección conforme', 'online-experts': 'Aprende sobre la marcha: expertos', 'online-bounds': 'Aprende sobre la marcha: cotas', reference: 'Cota con la respuesta del servidor',
    },
    text: {
      'binary-lr': 'El módulo del artículo de HI: mira las dos probabilidades mayores.', threshold: 'Acepta desde una confianza, con las menos descargas que alcanzan el objetivo de exactitud.', 'rich-lr': 'Mira cinco probabilidades, la entropía y la clase.', 'rich-mlp': 'Los mismos datos a través de una capa oculta.',
      router: 'Aprende dónde acierta el servidor y el modelo local no.', card: 'Pesos que se desplegaron con el modelo.', oracle: 'Acepta justo las respuestas correctas; ningún dispositivo puede.',
    },
    title: 'Módulos de decisión, lado a lado', titleText: 'HI con cada módulo, ajustado en el conjunto de ajuste y juzgado en el de informe. Ganancia: 1 envía justo lo que el servidor puede salvar, 0 es azar.',
    module: 'Módulo', isOwn: 'de este experimento', gain: 'Ganancia', cost: 'Una decisión', bytes: '{macs} MAC, {bytes} bytes', deploys: { studio: 'Solo se compara aquí; ninguna estrategia lo usa.' },
  },
};
