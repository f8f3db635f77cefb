/** Spanish of how the costs of a board came about, sentence by sentence, and of what else the results document says in prose for reports alone. */
import type { Phrase } from '../phrase-book';

const timed: readonly Phrase[] = [
  ['Every stage was timed on this computer, stage by stage in turn, on one thread.', 'Cada etapa se cronometró en este ordenador, una tras otra por turno, en un solo hilo.'],
  ['Nothing was timed on a real board.', 'Nada se cronometró en una placa real.'],
  ['Nothing was timed on a real board: “{name}” is simulated.', 'Nada se cronometró en una placa real: «{name}» es simulada.'],
  ['Timed on the board (“{name}”, {firmware}) by its own time stamps, in windows so long that printing the first stamp is at most 0.5 % of them.', 'Cronometrado en la placa («{name}», {firmware}) con sus propias marcas de tiempo, en ventanas tan largas que escribir la primera marca es como mucho el 0.5 % de ellas.'],
  ['Its firmware runs the whole model only, and prints probabilities with three decimals.', 'Su firmware solo ejecuta el modelo entero, y escribe las probabilidades con tres decimales.'],
  ['Its firmware has the HI extension: each stage ran by itself.', 'Su firmware tiene la extensión HI: cada etapa se ejecutó sola.'],
  ['Measured on {name} by its agent.', 'Medido en {name} por su agente.'],
  ['Survived on the way: {what}.', 'Superado por el camino: {what}.'], ['resets: {n#}, {more}', 'reinicios: {n}, {more}'], ['resets: {n#}', 'reinicios: {n}'], ['answers asked for again: {n#}, {more}', 'respuestas pedidas otra vez: {n}, {more}'], ['answers asked for again: {n#}', 'respuestas pedidas otra vez: {n}'], ['cables put back: {n#}', 'cables conectados de nuevo: {n}'],
  ['Offloads were sent and timed there, over its own connection to {address!}.', 'Las descargas se enviaron y cronometraron allí, por su propia conexión con {address}.'],
  ['{n#} offloads that {board} sent itself, one at a time', '{n} descargas que envió {board} por sí misma, de una en una'],
];

const scaled: readonly Phrase[] = [
  ['{name}: {source} ({there} multiply-accumulates there, {here} here; this model itself was not timed on the board).', '{name}: {source} ({there} multiplicaciones y sumas allí, {here} aquí; este modelo en sí no se cronometró en la placa).'],
  ['{name}: as {source}, measured with {dataset} (same architecture and multiply-accumulates, factor 1).', '{name}: como {source}, medido con {dataset} (misma arquitectura y las mismas multiplicaciones y sumas, factor 1).'],
  ['{name}: as {source}, whose multiply-accumulates are not known (factor 1).', '{name}: como {source}, cuyas multiplicaciones y sumas no se conocen (factor 1).'],
  ['{name}: {factor#} x {source} ({here} of {there} multiply-accumulates).', '{name}: {factor} x {source} ({here} de {there} multiplicaciones y sumas).'],
  ['Exits: whole model x share of multiply-accumulates.', 'Salidas: modelo entero x fracción de las multiplicaciones y sumas.'],
  ['Decision: {n#} multiply-accumulates at the model\'s rate, because the profile knows none; finding the two highest softmax values is not counted.', 'Decisión: {n} multiplicaciones y sumas al ritmo del modelo, pues el perfil no conoce ninguna; buscar los dos mayores valores softmax no se cuenta.'],
  ['Decision: {source}.', 'Decisión: {source}.'], ['The decision module: {source}.', 'El módulo de decisión: {source}.'],
  ['that of the binary LR and {n#} multiply-accumulates more, at the model’s rate', 'el de la regresión logística binaria y {n} multiplicaciones y sumas más, al ritmo del modelo'],
  ['{n#} loops of {m#} decisions of {macs#} multiply-accumulates; the {features#} features are computed within, the {kept#} highest softmax values are already known', '{n} vueltas de {m} decisiones de {macs} multiplicaciones y sumas; las {features} características se calculan dentro, los {kept} mayores valores softmax ya se conocen'],
  ['the binary LR’s mean power times the measured time', 'la potencia media de la regresión logística binaria por el tiempo medido'],
];

const energy: readonly Phrase[] = [
  ['There is no readable RAPL counter in {folder!} ({code}).', 'En {folder} no hay ningún contador RAPL que se pueda leer ({code}).'], ['No energy counter is readable here.', 'Aquí no se puede leer ningún contador de energía.'],
  ['Energy is unknown.', 'La energía no se conoce.'], ['Energy is modelled: {w#} W ({source}) times the measured time.', 'La energía es modelada: {w} W ({source}) por el tiempo medido.'],
  ['Energy is the mean power of {covers} times the time of one inference.', 'La energía es la potencia media de {covers} por el tiempo de una inferencia.'], ['Meter: {name}.', 'Medidor: {name}.'],
  ['Their energy is the mean power of {covers} meanwhile times their time.', 'Su energía es la potencia media de {covers} durante ese tiempo por lo que tardaron.'],
  ['Their energy was not metered: the edge server runs on the same machine, whose meter counts it too.', 'Su energía no se midió: el servidor se ejecuta en la misma máquina, cuyo medidor también lo cuenta.'],
  ['the whole processor package (idle power, other programs and memory traffic inside it included; screen, disks and supply losses not)', 'todo el encapsulado del procesador (con la potencia en reposo, otros programas y el tráfico de memoria en él; sin pantalla, discos ni pérdidas de la alimentación)'],
  ['the whole module (carrier board and USB devices not included)', 'todo el módulo (sin la placa base ni los dispositivos USB)'], ['the measured supply rails', 'las líneas de alimentación medidas'],
  ['the rails of the board’s power chip (USB devices, HATs and converter losses not included)', 'las líneas del chip de alimentación de la placa (sin dispositivos USB, HAT ni pérdidas de convertidores)'],
  ['{name}, a reading every {ms#} ms', '{name}, una lectura cada {ms} ms'], ['Linux RAPL, {zones}, idle power included', 'Linux RAPL, {zones}, con la potencia en reposo'], ['PMIC of the Raspberry Pi', 'PMIC de la Raspberry Pi'],
  ['Energy is measured with a {instrument}: the mean of the integrated windows, idle power {idle}.', 'La energía se midió con un {instrument}: la media de las ventanas integradas, potencia en reposo {idle}.'],
  ['Energy is that of a simulated board, by a simulated {instrument}: the mean of the integrated windows, idle power {idle}.', 'La energía es la de una placa simulada, con un {instrument} simulado: la media de las ventanas integradas, potencia en reposo {idle}.'],
  ['Not so for {works}.', 'No así para: {works}.'],
];

/** Notes beside loops. */
const notes: readonly Phrase[] = [
  ['The same samples in both columns.', 'Las mismas muestras en ambas columnas.'],
  ['The loop executes the segments, the decision and the offload of every sample in turn; composing adds means that were measured apart, in loops that keep caches warm.', 'El bucle ejecuta por turno los segmentos, la decisión y la descarga de cada muestra; lo compuesto suma medias que se midieron por separado, en vueltas que mantienen calientes las cachés.'],
];

export const rulePhrases: readonly Phrase[] = [...timed, ...scaled, ...energy, ...notes];
