/** English texts of the studio that come without facts, with their Spanish: doctor, log, choices of a run, what fills the blanks of other sentences. */
import type { Phrase } from '../phrase-book';

const doctor: readonly Phrase[] = [
  ['The port is open.', 'El puerto está abierto.'],
  ['Not looked at: “{step}” has to pass first.', 'Sin mirar: antes tiene que pasar «{step}».'],
  ['port', 'puerto'], ['identity', 'identidad'], ['settings', 'ajustes'], ['stream', 'muestras'],
  ['Set to its defaults.', 'Con sus ajustes de fábrica.'], ['Set to {what}.', 'Ajustado a {what}.'],
  ['the same answer within {ms} ms', 'la misma respuesta en {ms} ms'],
  ['Asked again, it says {what}.', 'Preguntado otra vez, dice {what}.'],
  ['Close every other program that uses this port, and switch off the echo of terminals on it.', 'Cierre los demás programas que usen este puerto y desactive el eco de los terminales en él.'],
  ['The answer takes {ms} ms.', 'La respuesta tarda {ms} ms.'],
  ['Connect the instrument to this computer without a hub or a slow network in between.', 'Conecte el instrumento a este equipo sin un concentrador ni una red lenta de por medio.'],
  ['Asked twice, answered twice, the second time within {ms} ms.', 'Dos preguntas, dos respuestas; la segunda en {ms} ms.'],
  ['Use another cable and a USB port of the computer itself, and close programs that load it.', 'Use otro cable y un puerto USB del propio equipo, y cierre los programas que lo carguen.'],
  ['at least {n} % of the samples', 'al menos el {n} % de las muestras'], ['No sample came.', 'No llegó ninguna muestra.'],
  ['{n} of {of} samples came at {rate} Hz.', 'Llegaron {n} de {of} muestras a {rate} Hz.'],
  ['The instrument is overloaded: {what}.', 'El instrumento está sobrecargado: {what}.'],
  ['Look for a short circuit between the supply pins of the board.', 'Busque un cortocircuito entre las patillas de alimentación de la placa.'],
  ['All samples came at once, so that their rate cannot be told.', 'Todas las muestras llegaron de golpe y no se puede saber su ritmo.'],
  ['{rate} Hz within {n} %', '{rate} Hz con un {n} % de margen'],
  ['By this machine’s clock the rate is {off} % from the nominal one.', 'Según el reloj de este equipo, el ritmo difiere un {off} % del nominal.'],
  ['Let the instrument warm up for ten minutes, and have its clock checked if it stays like this.', 'Deje que el instrumento se caliente diez minutos y, si sigue igual, haga revisar su reloj.'],
  ['At {rate} samples a second a board at rest cannot be told from one that works.', 'A {rate} muestras por segundo no se distingue una placa en reposo de una que trabaja.'],
  ['Too few samples came to tell noise from signal.', 'Llegaron muy pocas muestras para distinguir el ruido de la señal.'],
  ['at most {limit} where the board is at rest', 'como mucho {limit} con la placa en reposo'],
  ['Readings of the board at rest spread by {sd} (standard deviation).', 'Las lecturas de la placa en reposo se dispersan {sd} (desviación típica).'],
  ['Keep the supply wires short and twisted, away from power converters, with a single ground.', 'Use cables de alimentación cortos y trenzados, lejos de convertidores y con una sola masa.'],
  ['Too few samples came to tell the idle power.', 'Llegaron muy pocas muestras para conocer la potencia en reposo.'],
  ['more than {least}', 'más de {least}'], ['{least} to {most} A', 'de {least} a {most} A'],
  ['At rest the board draws {value}.', 'En reposo la placa consume {value}.'],
  ['Connect the supply and ground pins of the instrument to those of the board; it must have no other supply, USB included.', 'Conecte la alimentación y la masa del instrumento a las de la placa; no debe tener otra alimentación, tampoco USB.'],
  ['Measure with an instrument that is made for this current.', 'Mida con un instrumento hecho para esta corriente.'],
  ['The bench has no trigger line.', 'El banco no tiene línea de disparo.'],
  ['The instrument tells no digital lines at these settings.', 'Con estos ajustes el instrumento no da líneas digitales.'],
  ['at least two edges while the board infers', 'al menos dos flancos mientras la placa infiere'],
  ['line {n}', 'línea {n}'],
  ['{line} changed not at all in {s} s.', '{line} no cambió en {s} s.'], ['{line} changed once in {s} s.', '{line} cambió una vez en {s} s.'],
  ['Connect the board’s trigger pin to {line} of the instrument, with its ground, and let the board infer meanwhile.', 'Conecte la patilla de disparo de la placa a {line} del instrumento, con su masa, y que la placa infiera mientras tanto.'],
  ['{line} has {n} edges, {rate} a second.', '{line} tiene {n} flancos, {rate} por segundo.'],
  ['Check cable and power of the instrument.', 'Compruebe el cable y la alimentación del instrumento.'],
];

const log: readonly Phrase[] = [
  ['{problem} Trying again ({n} of {of}).', '{problem} Nuevo intento ({n} de {of}).'],
  ['{problem} Connecting again ({n} of {of}).', '{problem} Nueva conexión ({n} de {of}).'],
  ['{n} samples lost in 1 place, the last at {s} s; they are gaps.', '{n} muestras perdidas en 1 lugar, la última en {s} s; son huecos.'],
  ['{n} samples lost in {places} places, the last at {s} s; they are gaps.', '{n} muestras perdidas en {places} lugares, la última en {s} s; son huecos.'],
  ['Overload: {what}.', 'Sobrecarga: {what}.'],
  ['more than {n} A, which it is not made for', 'más de {n} A, para lo que no está hecho'], ['more than {n} A, the end of its range', 'más de {n} A, el final de su rango'],
  ['The LPM01A\'s buffer is {n} % full: this machine reads too slowly; lower the rate.', 'La memoria del LPM01A está al {n} %: este equipo lee demasiado despacio; baje el ritmo.'],
  ['The instrument is back after {s} s; the recording goes on, with a gap.', 'El instrumento volvió tras {s} s; la grabación sigue, con un hueco.'],
  ['imported from {file}', 'importada de {file}'],
];

const energy: readonly Phrase[] = [
  ['{lost} of the time in the windows was lost, and {out} of {all} windows were left out because less than {least} of them was measured; use another USB port, a shorter cable or a lower sample rate.', 'Se perdió el {lost} del tiempo de las ventanas, y {out} de {all} se descartaron porque se midió menos del {least}; use otro puerto USB, un cable más corto o menos muestras por segundo.'],
  ['The shortest window has {ms}, less than {n} time constants ({tau}) of shunt and decoupling, so part of its energy is measured outside of it; put several inferences into a window, or take capacitors off the board\'s supply.', 'La ventana más corta dura {ms}, menos de {n} constantes de tiempo ({tau}) de la resistencia y el desacoplo, así que parte de su energía se mide fuera de ella; ponga varias inferencias por ventana o quite condensadores de la alimentación de la placa.'],
  ['The shortest window has {n} samples; at least {least} are wanted: raise the sample rate or put more inferences into a window.', 'La ventana más corta tiene {n} muestras y se quieren al menos {least}: aumente las muestras por segundo o ponga más inferencias por ventana.'],
  ['Mean power x mean latency is {n} above the integrated energy; compare the board\'s latency with the length of the windows before one of the two is reported.', 'La potencia media x latencia media queda un {n} por encima de la energía integrada; compare la latencia de la placa con la duración de las ventanas antes de informar de una de las dos.'],
  ['Mean power x mean latency is {n} below the integrated energy; compare the board\'s latency with the length of the windows before one of the two is reported.', 'La potencia media x latencia media queda un {n} por debajo de la energía integrada; compare la latencia de la placa con la duración de las ventanas antes de informar de una de las dos.'],
  ['Idle power was to be subtracted but was not measured, so it is included; record the idle board for a few seconds and measure it.', 'La potencia en reposo se iba a restar, pero no se midió y queda incluida; grabe la placa en reposo unos segundos y mídala.'],
  ['The idle power is known to {n} only; record the idle board for longer, with nothing running on it.', 'La potencia en reposo solo se conoce con un {n}; grabe la placa en reposo más tiempo, sin nada en marcha.'],
  ['{n} of {of} windows that the board began were not found on the trace and are left out; check the trigger wire, and whether samples were lost.', '{n} de {of} ventanas que empezó la placa no se encontraron en la traza y se descartan; compruebe el cable de disparo y si se perdieron muestras.'],
  ['whole model', 'modelo entero'], ['whole model with heads', 'modelo entero con cabezas'], ['whole model without heads', 'modelo entero sin cabezas'], ['through {exit}', 'hasta {exit}'], ['up to {exit}', 'hasta {exit}'], ['all segments and heads', 'todos los segmentos y cabezas'],
  ['decision', 'decisión'], ['offload', 'descarga'], ['idle board', 'placa en reposo'],
];

const choices: readonly Phrase[] = [
  ['On-device', 'En el dispositivo'], ['Remote', 'Remota'], ['Early offload', 'Descarga temprana'],
  ['{target} ({rule} − 10 points)', '{target} ({rule} − 10 puntos)'], ['{target} (half of an offload)', '{target} (la mitad de una descarga)'], ['the remote model’s accuracy', 'la exactitud del modelo remoto'], ['state of the art', 'estado del arte'],
  ['accuracy ≥ {asked} and LPI ≤ {lpi} ms and EPI ≤ {epi} mJ', 'exactitud ≥ {asked}, LPI ≤ {lpi} ms y EPI ≤ {epi} mJ'], ['accuracy ≥ {asked} and LPI ≤ {lpi} ms', 'exactitud ≥ {asked} y LPI ≤ {lpi} ms'], ['accuracy ≥ {asked} and EPI ≤ {epi} mJ', 'exactitud ≥ {asked} y EPI ≤ {epi} mJ'], ['LPI ≤ {lpi} ms and EPI ≤ {epi} mJ', 'LPI ≤ {lpi} ms y EPI ≤ {epi} mJ'],
  ['accuracy ≥ {bound}', 'exactitud ≥ {bound}'], ['EPI limit unknown', 'límite de EPI desconocido'], ['the energy this limit refers to is unknown on this board', 'no se conoce en esta placa la energía a la que se refiere este límite'],
  ['the most accurate candidate reaches {best}, {points} points short', 'el candidato más exacto alcanza el {best}; faltan {points} puntos'],
  ['no candidate’s {quantity} is known on this board', 'no se conoce {quantity} de ningún candidato en esta placa'],
  ['the least {quantity} is {value}, {n} times the limit', '{quantity} mínima: {value}, {n} veces el límite'],
  ['given in the experiment', 'dado en el experimento'], ['nothing to choose', 'nada que elegir'], ['as deployed with the model', 'como se desplegó con el modelo'], ['see the decision module', 'véase el módulo de decisión'],
  ['accepted from probability {p} on, as the experiment says', 'se acepta desde la probabilidad {p}, como dice el experimento'],
  ['highest accuracy over {over}', 'mayor exactitud sobre {over}'],
  ['{criterion} with {bounds} over {over}', '{criterion} con {bounds} sobre {over}'], ['least latency', 'menor latencia'], ['least energy', 'menor energía'], ['highest accuracy', 'mayor exactitud'], ['least {sum} × EPI', 'menor {sum} × EPI'],
  ['no thresholds reach {bounds} over {over}; the most accurate, {found} and {missing} points short, stands in', 'ningún umbral alcanza {bounds} sobre {over}; se toma el más exacto, {found}, al que faltan {missing} puntos'],
  ['no thresholds reach {bounds} over {over}; the fastest, {found} ms and {missing} ms too slow, stands in', 'ningún umbral cumple {bounds} sobre {over}; se toma el más rápido, {found} ms, {missing} ms de más'],
  ['no thresholds reach {bounds} over {over}; the most frugal, {found} mJ and {missing} mJ too much, stands in', 'ningún umbral cumple {bounds} sobre {over}; se toma el de menor energía, {found} mJ, {missing} mJ de más'],
  ['no thresholds reach {bounds} over {over}; LPI and EPI can be kept apart but not both; the most frugal within the latency, {found} mJ and {missing} mJ too much, stands in', 'ningún umbral cumple {bounds} sobre {over}; LPI y EPI se pueden cumplir por separado, pero no a la vez; se toma el de menor energía dentro de la latencia, {found} mJ, {missing} mJ de más'],
  ['no thresholds reach {bounds} over {over}; each can be kept alone but not all; the most accurate within the limits, {found} and {missing} points short, stands in', 'ningún umbral cumple {bounds} sobre {over}; cada cosa se puede cumplir sola, pero no todas; se toma el más exacto dentro de los límites, {found}, al que faltan {missing} puntos'],
  ['{how}; EPI ≤ {bound} mJ could not be checked, for the energy of this board is unknown', '{how}; EPI ≤ {bound} mJ no se pudo comprobar, pues no se conoce la energía de esta placa'],
  ['a grid at the first branch and every distinct confidence at the second of {n} fit samples', 'una rejilla en la primera rama y cada confianza distinta en la segunda de {n} muestras de ajuste'], ['a threshold grid, refined around its best, of {n} fit samples', 'una rejilla de umbrales, afinada en torno al mejor, con {n} muestras de ajuste'],
  ['{decision}; not fitted again, for no fit sample reaches the end', '{decision}; sin ajustar otra vez, pues ninguna muestra de ajuste llega al final'], ['{decision}; not fitted again, for the {n} fit samples that reach the end are all right or all wrong', '{decision}; sin ajustar otra vez, pues las {n} muestras de ajuste que llegan al final son todas correctas o todas erróneas'],
  ['accept when {rule}; logistic regression on the {n} of {of} fit samples of {dataset} that reach the end, classes balanced; on the fit set accuracy {was} → {is}, offloaded {off} → {now}, which no longer keeps what was asked', 'aceptar si {rule}; regresión logística sobre las {n} de {of} muestras de ajuste de {dataset} que llegan al final, clases equilibradas; en el conjunto de ajuste exactitud {was} → {is}, descargadas {off} → {now}, con lo que ya no se cumple lo pedido'],
  ['accept when {rule}; logistic regression on the {n} of {of} fit samples of {dataset} that reach the end, classes balanced; on the fit set accuracy {was} → {is}, offloaded {off} → {now}', 'aceptar si {rule}; regresión logística sobre las {n} de {of} muestras de ajuste de {dataset} que llegan al final, clases equilibradas; en el conjunto de ajuste exactitud {was} → {is}, descargadas {off} → {now}'],
  ['{module}, where the local answer is right, fitted on {where}; {how}', '{module}, dónde acierta la respuesta local, ajustado con {where}; {how}'], ['{module}, where only the server is right, fitted on {where}; {how}', '{module}, dónde solo acierta el servidor, ajustado con {where}; {how}'],
  ['logistic regression on the five highest softmax values, entropy, margin and class', 'regresión logística sobre los cinco valores softmax mayores, la entropía, el margen y la clase'], ['one hidden layer on the five highest softmax values, entropy, margin and class', 'una capa oculta sobre los cinco valores softmax mayores, la entropía, el margen y la clase'], ['hybrid router: one hidden layer on entropy and differences of softmax values', 'encaminador híbrido: una capa oculta sobre la entropía y las diferencias de valores softmax'],
  ['fewest offloads with accuracy ≥ {asked} on {where}', 'las menos descargas con exactitud ≥ {asked} sobre {where}'], ['most accurate on {where}', 'lo más exacto sobre {where}'], ['{share} of {where} stay on the device', 'el {share} de {where} se queda en el dispositivo'],
  ['accept when {rule}; least cost on {where}, where an offload costs {beta} and a wrong answer 1', 'aceptar si {rule}; el menor coste sobre {where}, donde una descarga cuesta {beta} y una respuesta errónea 1'],
  ['accept when {rule}; {bounds} cannot be kept even without offloads, so that nothing is offloaded', 'aceptar si {rule}; {bounds} no se cumple ni sin descargas, así que no se descarga nada'], ['accept when {rule}; highest accuracy with HI’s {bounds}, which at most {share} of offloads keep, on {where}', 'aceptar si {rule}; la mayor exactitud con {bounds} de HI, que cumplen como mucho el {share} de descargas, sobre {where}'],
  ['conformal selection by {measure}: of the accepted at most {wrong} are expected to be wrong; calibrated on {n} fit samples, the report set decided as one batch', 'selección conforme por {measure}: se espera que como mucho el {wrong} de las aceptadas sean erróneas; calibrada con {n} muestras de ajuste, con el conjunto de informe decidido de una vez'],
  ['threshold on {measure}, learnt while it works through the report set, an offload at {beta} of a wrong answer, by {n} weighted experts', 'umbral de {measure}, aprendido sobre la marcha en el conjunto de informe, una descarga a {beta} de una respuesta errónea, con {n} expertos ponderados'],
  ['threshold on {measure}, learnt while it works through the report set, an offload at {beta} of a wrong answer, by confidence bounds over {n} bins', 'umbral de {measure}, aprendido sobre la marcha en el conjunto de informe, una descarga a {beta} de una respuesta errónea, con cotas de confianza en {n} tramos'],
  ['agreement: offloads where the two models differ; a bound that needs the server’s answer', 'acuerdo: descarga donde los dos modelos difieren; una cota que necesita la respuesta del servidor'], ['router oracle: offloads exactly where the server is right and the local model is not; a bound that no device can reach', 'oráculo del encaminador: descarga justo donde acierta el servidor y el modelo local no; una cota que ningún dispositivo alcanza'],
  ['EE-HI with thresholds chosen for HI’s accuracy', 'EE-HI con umbrales elegidos para la exactitud de HI'], ['HI at its cheapest threshold for EE-HI’s accuracy', 'HI con su umbral más barato para la exactitud de EE-HI'], ['HI at its cheapest threshold for the accuracy target', 'HI con su umbral más barato para el objetivo de exactitud'], ['the LR fitted on the samples that reach the end against the one fitted on all', 'la regresión ajustada con las muestras que llegan al final frente a la ajustada con todas'], ['{how}; {of#} against {versus#} accuracy', '{how}; {of} frente a {versus} de exactitud'], ['{of} against {versus} accuracy', '{of} frente a {versus} de exactitud'],
  ['{target} (with the safety margin {asked})', '{target} (con el margen de seguridad, {asked})'],
  ['every distinct confidence of {n} fit samples', 'cada confianza distinta de {n} muestras de ajuste'], ['the threshold grid of {n} fit samples', 'la rejilla de umbrales con {n} muestras de ajuste'],
  ['a grid of confidences, polished over every distinct one, of {n} fit samples', 'una rejilla de confianzas, afinada sobre todas las distintas, de {n} muestras de ajuste'],
  ['a grid of confidences of {n} fit samples', 'una rejilla de confianzas de {n} muestras de ajuste'],
  ['the fewest offloads that reach the {accuracy} of EE-HI on the fit set', 'las menos descargas que alcanzan el {accuracy} de EE-HI en el conjunto de ajuste'], ['the fewest offloads that reach {accuracy} with the margin on the fit set', 'las menos descargas que alcanzan el {accuracy} con el margen en el conjunto de ajuste'],
  ['oracle: accepts exactly the locally right samples; a bound that no device can reach', 'oráculo: acepta justo las muestras correctas en local; una cota que ningún dispositivo alcanza'],
  ['accept when {rule}; logistic regression on {where}, classes balanced', 'aceptar si {rule}; regresión logística sobre {where}, clases equilibradas'],
  ['accept when {rule}; logistic regression on {where}', 'aceptar si {rule}; regresión logística sobre {where}'],
  ['accept when {rule}; weights “{name}” of the model card, fitted on {where}', 'aceptar si {rule}; pesos «{name}» de la ficha del modelo, ajustados con {where}'],
  ['accept when {rule}; fewest offloads with accuracy ≥ {asked} on {where}', 'aceptar si {rule}; las menos descargas con exactitud ≥ {asked} sobre {where}'],
  ['accept when {rule}; most accurate on {where}', 'aceptar si {rule}; lo más exacto sobre {where}'],
  ['accept when {rule}; given in the experiment', 'aceptar si {rule}; dado en el experimento'],
  ['offload everything: no threshold could be shown to keep that {held}', 'descargar todo: no se pudo demostrar que algún umbral cumpla que {held}'],
  ['accept when {rule}; {held} ({n} accepted)', 'aceptar si {rule}; {held} ({n} aceptadas)'],
  ['at most {wrong} of the accepted are wrong, with {sure} certainty, from {where}', 'como mucho el {wrong} de las aceptadas son erróneas, con un {sure} de certeza, según {where}'],
  ['{n} fit samples of {dataset}', '{n} muestras de ajuste de {dataset}'],
  ['max-softmax', 'probabilidad mayor'], ['binary LR', 'regresión logística'], ['margin', 'mayor menos segunda'], ['entropy', '1 − entropía / ln C'],
  ['{board}, {model}, whole model', '{board}, {model}, modelo entero'], ['{board}, {model}, all segments and heads', '{board}, {model}, todos los segmentos y cabezas'], ['{board}, {model}, up to {exit}', '{board}, {model}, hasta {exit}'],
];

const headlines: readonly Phrase[] = [
  ['This run has no results yet.', 'Esta ejecución aún no tiene resultados.'],
  ...[['', ''], [', {changes} than {versus} ({versusAccuracy} at {versusLatency})', ', {changes} que {versus} ({versusAccuracy} con {versusLatency})']].flatMap(([english, spanish]): Phrase[] => {
    return [
      [`{board}: misses the target {target}; nearest is {strategy} with {accuracy} accuracy at {latency} per inference${english}.`, `{board}: no se cumple el objetivo {target}; lo más cercano es {strategy}, con {accuracy} de exactitud con {latency} por inferencia${spanish}.`],
      [`{board}: {strategy} reaches {accuracy} accuracy at {latency} per inference${english}.`, `{board}: {strategy} alcanza {accuracy} de exactitud con {latency} por inferencia${spanish}.`],
    ];
  }),
  ['{share} less latency and {energy}', '{share} menos de latencia y {energy}'], ['{share} more latency and {energy}', '{share} más de latencia y {energy}'],
  ['{share} less latency', '{share} menos de latencia'], ['{share} more latency', '{share} más de latencia'], ['{share} less energy', '{share} menos de energía'], ['{share} more energy', '{share} más de energía'],
];

const blanks: readonly Phrase[] = [
  ['another program', 'otro programa'], ['the board', 'la placa'], ['the file is missing', 'falta el archivo'], ['permission denied', 'permiso denegado'], ['it is empty', 'está vacío'], ['there is no such file', 'no existe ese archivo'], ['its thread closed the line', 'su hilo cerró la línea'],
  ['no answer within {s} s', 'ninguna respuesta en {s} s'], ['no connection within {s} s', 'ninguna conexión en {s} s'], ['no welcome within {s} s', 'ningún saludo en {s} s'], ['no port has it', 'ningún puerto la tiene'],
  ['no table of known models', 'no tiene tabla de modelos conocidos'], ['no reference model to scale “{name}” from', 'no tiene modelo de referencia del que escalar «{name}»'], ['it was not timed here and no link is named', 'aquí no se cronometró y no se indica ningún enlace'],
  ['it was not timed here and link “{link}” has no server time for this dataset', 'aquí no se cronometró y el enlace «{link}» no tiene tiempo de servidor para este conjunto'], ['link “{link}” has no server time for this dataset and no server was timed here', 'el enlace «{link}» no tiene tiempo de servidor para este conjunto y aquí no se cronometró ninguno'],
  ['its table has no offload of {bytes} bytes to {model} and no link is named', 'su tabla no tiene una descarga de {bytes} bytes a {model} y no se indica ningún enlace'],
  ['records', 'registros'], ['lines', 'líneas'], ['bytes', 'bytes'], ['images', 'imágenes'], ['labels', 'etiquetas'],
  ['threshold tables', 'las tablas de umbrales'], ['early offload', 'la descarga temprana'], ['strategy {name}', 'la estrategia {name}'],
  ['two, images before labels', 'dos, imágenes antes que etiquetas'], ['a label byte tells at most 256 classes apart', 'un byte de etiqueta distingue como mucho 256 clases'], ['CIFAR-100 has 100 fine or 20 coarse classes', 'CIFAR-100 tiene 100 clases finas o 20 gruesas'],
  ['a PPK2', 'un PPK2'], ['an LPM01A', 'un LPM01A'], ['a Voltech PM1000+ or Tektronix PA1000', 'un Voltech PM1000+ o Tektronix PA1000'], ['the file of a recording', 'el archivo de una grabación'],
  ['{rate} Hz, its only rate', '{rate} Hz, su único ritmo'], ['at most {n} Hz', 'como mucho {n} Hz'], ['at most {n} A', 'como mucho {n} A'], ['one of {names}', 'uno de {names}'], ['one of: {names}', 'uno de: {names}'],
  ['meter: it measures and does not supply', 'meter: mide y no alimenta'], ['source: it measures what it supplies', 'source: mide lo que alimenta'],
  ['its model takes {n#}', 'su modelo acepta {n}'], ['its buffer has {n#}', 'su memoria tiene {n}'], ['the benchmark\'s folder of inputs for {name}', 'la carpeta de entradas de la prueba para {name}'], ['a line for each input with {columns}', 'una línea por entrada con {columns}'], ['y_labels.csv names it in line {n#} and it is not there', 'y_labels.csv lo nombra en la línea {n} y no está'], ['every input beside the table', 'todas las entradas junto a la tabla'], ['it has {n#} bytes', 'tiene {n} bytes'], ['at least the {n#} of one window', 'al menos los {n} de una ventana'],
  ['it did not move in {n#} ms', 'no avanzó en {n} ms'], ['it holds “{text}” instead of a number', 'contiene «{text}» en vez de un número'], ['none of {names} is in it', 'no contiene ninguno de {names}'], ['a file of {n#} bytes is no photograph', 'un archivo de {n} bytes no es una fotografía'], ['the numbers of a whole header', 'los números de una cabecera entera'], ['its first chunk, which says what was measured, is not whole', 'su primer bloque, que dice qué se midió, no está entero'], ['the events at byte {n#}', 'los sucesos del byte {n}'],
  ['the capture “{name}” of this studio', 'la captura «{name}» de este estudio'], ['the capture “{name}”', 'la captura «{name}»'], ['the recording', 'la grabación'], ['the instrument', 'el instrumento'], ['the serial ports', 'los puertos serie'], ['the pipe to a Joulescope', 'el enlace con un Joulescope'], ['The recording {name}', 'La grabación {name}'], ['rate of', 'el ritmo'], ['range for', 'un rango para'], ['table under', 'una tabla en'], ['one in its profile, with identify and measure', 'una en su perfil, con identify y measure'],
  ['it selected {labels}, event status {n#}', 'seleccionó {labels}, estado de sucesos {n}'], ['python3 and socat', 'python3 y socat'], ['accuracy at_least {n#}', 'exactitud ≥ {n}'], ['with the safety margin choose.margin_z = {z#} on {n#} fit samples it asks for {p#} %', 'con el margen de seguridad choose.margin_z = {z} y {n} muestras de ajuste pide el {p} %'], ['none', 'ninguno'],
  ['{n#}\u00a0points', '{n}\u00a0puntos'], ['simulated {driver!}', '{driver} simulado'], ['mode', 'modo'], ['rate', 'ritmo'], ['voltage', 'tensión'], ['sample rate', 'ritmo de muestreo'], ['digital line', 'línea digital'], ['sign', 'signo'],
];

/** What a profile's schema expects and what it found. */
const expectations: readonly Phrase[] = [
  ['another value', 'otro valor'], ['text', 'texto'], ['true or false', 'true o false'], ['nothing', 'nada'], ['a list', 'una lista'], ['a map', 'un mapa'], ['the text “{text}”', 'el texto «{text}»'],
  ['a short name in lower-case letters, digits, dots and hyphens', 'un nombre corto en minúsculas, cifras, puntos y guiones'],
  ['a map of “key: value” lines', 'un mapa de líneas «clave: valor»'], ['a map with “kind” (one of: {names})', 'un mapa con «kind» (uno de: {names})'], ['a map with {names}', 'un mapa con {names}'],
  ...(['a whole number', 'a number'] as const).flatMap((english): Phrase[] => {
    const spanish = english === 'a number' ? 'un número' : 'un número entero';
    return [
      [`${english} greater than {low} up to {high}`, `${spanish} mayor que {low} y como mucho {high}`], [`${english} from {low} to {high}`, `${spanish} de {low} a {high}`], [`${english} greater than {low}`, `${spanish} mayor que {low}`],
      [`${english} from {low}`, `${spanish} desde {low}`], [`${english} up to {high}`, `${spanish} hasta {high}`], [english, spanish],
    ];
  }),
  ['a list of at least {n} entries', 'una lista de al menos {n} entradas'], ['a list of at least {n} entry', 'una lista de al menos {n} entrada'], ['a list of at most {n} entries', 'una lista de como mucho {n} entradas'],
  ['a list of {n} or more entries of {what}', 'una lista de {n} o más entradas: {what}'], ['a list of {n} to {most} entries of {what}', 'una lista de {n} a {most} entradas: {what}'], ['a list of {n} or more entries', 'una lista de {n} o más entradas'], ['a list of {n} to {most} entries', 'una lista de {n} a {most} entradas'], ['a list of {what}', 'una lista de {what}'],
  ['texts', 'textos'], ['numbers', 'números'], ['entries', 'entradas'], ['maps', 'mapas'], ['maps with {names}', 'mapas con {names}'],
  ['a text of at least {n} characters', 'un texto de al menos {n} caracteres'], ['a text of at least {n} character', 'un texto de al menos {n} carácter'], ['a text of at most {n} characters', 'un texto de como mucho {n} caracteres'], ['a text of {n} characters', 'un texto de {n} caracteres'],
];

export const phrases: readonly Phrase[] = [...doctor, ...log, ...energy, ...choices, ...headlines, ...blanks, ...expectations];

/** Forms of few words, which only what nothing else fits may take. */
export const shortForms: readonly Phrase[] = [
  ['{strategy} with {model} on {board}', '{strategy} con {model} en {board}'], ['Simulated {device} on {address!}', '{device} simulado en {address}'], ['{device} on {address!}.', '{device} en {address}.'], ['{device} on {address!}', '{device} en {address}'],
];
