/** Spanish of the appendix: environment, hashes, formulas, glossary. */
import { createPhraseBook } from '../../../core/language/phrase-book';
import { appendix as english } from '../english/appendix';

const labels: Readonly<Record<string, string>> = {
  cpu: 'procesador', cores: 'núcleos', cpuLimit: 'núcleos permitidos', memoryGb: 'memoria (GB)', os: 'sistema', kernel: 'núcleo del sistema', machine: 'equipo', governor: 'regulador de la CPU', turbo: 'turbo', maxClockMhz: 'reloj máximo (MHz)',
  loadAverage: 'carga antes de la ejecución', temperatureC: 'temperatura (°C)',
};

export const appendix: typeof english = {
  title: 'Apéndice', environment: 'Ejecución y entorno', what: 'Qué', value: 'Valor', run: 'ejecución', started: 'inicio', finished: 'fin', seed: 'semilla',
  label: (key) => labels[key] ?? english.label(key),
  hashes: 'Huellas', plan: 'plan',
  hashed: createPhraseBook([['model {id}', 'modelo {id}'], ['dataset {id}', 'conjunto de datos {id}'], ['board and link profiles', 'perfiles de placas y enlaces'], ['experiment', 'experimento'], ['analyzer profiles', 'perfiles de analizadores']]),
  formulas: 'Fórmulas (artículo de HI)', formula: 'Fórmula', inWords: 'En palabras',
  formulaList: [
    ['(1)', 'Exactitud = media( aceptar · l + descargar · s )', 'l, s: si aciertan el modelo local y el remoto. La exactitud de este informe.'],
    ['(2)', 'Exactitud = (ex_local − η_FN) + ex_servidor · η_off', 'Tal como está impresa: η_FN es la fracción de muestras descargadas en vano. Es exacta con la exactitud del servidor en las muestras descargadas.'],
    ['(3)', 'LPI = t_dev + t_LR + η_off · t_off', 'Con salidas, T_k para una muestra que sale por la salida k.'],
    ['(4)', 'EPI = e_dev + e_LR + η_off · e_off', 'Energía de la placa sola.'],
  ],
  glossary: 'Glosario', word: 'Término', meaning: 'Significado',
  words: [
    ['LPI, EPI', 'latencia por inferencia (ms); energía por inferencia (mJ, solo la placa)'],
    ['En el dispositivo, Remota', 'todas las muestras las responde el modelo local; todas las muestras se descargan'],
    ['HI', 'inferencia jerárquica: el modelo local responde y un módulo de decisión descarga lo que parece erróneo'],
    ['EE', 'salida temprana: una muestra sale por la primera salida que está bastante segura'],
    ['EE-HI', 'salida temprana, y HI para las muestras que llegan al final del modelo local'],
    ['θ', 'umbral de una salida: una muestra sale si su confianza es al menos θ'],
    ['Descarga, η_off', 'enviar una muestra al servidor y esperar su respuesta; la fracción de muestras enviadas'],
    ['Cobertura, riesgo', 'fracción respondida en el dispositivo; error entre esas muestras'],
    ['AURC', 'área bajo la curva de riesgo y cobertura; cuanto menor, mejor'],
    ['Placa virtual', 'una placa cuya latencia y energía salen de tablas, no de medidas hechas aquí'],
  ],
};
