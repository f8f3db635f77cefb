/** Spanish of the sentences about boards with MLPerf Tiny firmware. */
import type { mlperfErrors as english } from '../../../errors/mlperf';

const times = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const mlperfErrors: typeof english = {
  'mlperf.no-serial': (f) => `La placa «${f.board}» tiene el controlador mlperf-tiny, pero ningún puerto serie; añada a su perfil serial: { port } o serial: { usb: [{ vendor, product }] } («hi-studio devices» muestra ambos), o indique el puerto con --port.`,
  'mlperf.not-found': (f) => `La placa «${f.board}» no está en ningún puerto (se buscó ${f.looked}); conéctela, y vea los puertos de este equipo con «hi-studio devices».`,
  'mlperf.several': (f) => `La placa «${f.board}» puede estar en ${f.ports.join(' o ')}; indique uno en serial.port de su perfil, o añada su número de serie USB a serial.usb.`,
  'mlperf.other-device': (f) => `En ${f.port} está ahora ${f.found} en lugar de ${f.expected}; se cambiaron los nombres de dos dispositivos o se conectó otro. Conecte el correcto y siga con «hi-studio run --resume». Lo medido se conserva.`,
  'mlperf.silent': (f) => `${f.port} no respondió a name% en ${f.seconds} s a ${f.baud} baudios${f.got === '' ? '' : `, solo «${f.got}»`}; compruebe que la placa lleva el firmware MLPerf Tiny y serial.baud en su perfil (115200, 9600 o 921600).`,
  'mlperf.wrong-baud': (f) => `${f.port} envía bytes ilegibles a ${f.baud} baudios, así que la placa irá a otra velocidad; ponga serial.baud en su perfil a 115200 (rendimiento y exactitud), 9600 (energía) o 921600.`,
  'mlperf.other-firmware': (f) => `La placa de ${f.port} lleva el firmware de la prueba ${f.found} y su perfil dice ${f.expected}; grabe el correcto o corrija firmware.benchmark.`,
  'mlperf.other-model': (f) => `La placa «${f.board}» lleva «${f.carries}», no «${f.model}»: el firmware no acepta más modelo que aquel con el que se compiló. Use «${f.carries}» en el experimento, o grabe un firmware con «${f.model}» y corrija firmware.model.`,
  'mlperf.exits': (f) => `La placa «${f.board}» da los valores de ${times(f.tells, 'salida')} y «${f.model}» tiene ${f.exits}; use una ficha con las salidas del firmware, o un firmware con la extensión de resources/firmware.`,
  'mlperf.no-link': (f) => `La placa de ${f.port} no puede descargar por ${f.wanted} (su firmware tiene: ${f.links}); corrija firmware.offload en su perfil: «studio» no exige nada a la placa.`,
  'mlperf.unplugged': (f) => `La placa de ${f.port} desapareció durante ${f.during} y no volvió en ${f.seconds} s (${f.why}); conéctela y siga con «hi-studio run --resume». Lo medido se conserva.`,
  'mlperf.keeps-resetting': (f) => `La placa de ${f.port} se reinició ${times(f.tries, 'vez', 'veces')} durante ${f.during}; compruebe su alimentación y su cable, y siga con «hi-studio run --resume». Lo medido se conserva.`,
  'mlperf.no-answer': (f) => `${f.port} no dio una respuesta entera a «${f.command}» en ${times(f.tries, 'intento')}${f.got === '' ? '' : ` (lo último: ${f.got})`}; pulse el botón de reinicio de la placa, compruebe el cable y los baudios, y siga con «hi-studio run --resume». Lo medido se conserva.`,
  'mlperf.refused': (f) => `La placa de ${f.port} rechaza «${f.command}»: «${f.said}»; compruebe que el firmware y la ficha del modelo se corresponden.`,
  'mlperf.input-size': (f) => `La placa de ${f.port} no acepta entradas de ${f.bytes} bytes (${f.takes}); use el conjunto de datos y el modelo para los que se compiló su firmware.`,
  'mlperf.outputs': (f) => `La placa de ${f.port} da ${times(f.found, 'valor', 'valores')} y el modelo tiene ${f.expected} clases; use la ficha del modelo con el que se compiló su firmware.`,
  'mlperf.not-softmax': (f) => `Los valores de la placa de ${f.port} suman ${f.sum.toFixed(3)} en lugar de 1, así que no son probabilidades; compile el firmware con softmax como última capa del modelo.`,
  'mlperf.energy-build': (f) => `La placa de ${f.port} no escribe marcas de tiempo: lleva la variante de energía. Grabe la de rendimiento (EE_CFG_ENERGY_MODE 0) o use «hi-studio mlperf energy».`,
  'mlperf.performance-build': (f) => `La placa de ${f.port} escribe marcas de tiempo: lleva la variante de rendimiento, y escribir gasta energía. Grabe la de energía (EE_CFG_ENERGY_MODE 1).`,
  'mlperf.not-such-a-board': (f) => `La placa «${f.board}» tiene el controlador ${f.driver}; los modos de la prueba necesitan uno con mlperf-tiny («hi-studio list boards»).`,
  'mlperf.dataset': (f) => `${f.file}: ${f.problem}; se esperaba ${f.expected}.`,
  'mlperf.cannot-write': (f) => `No se pudieron escribir los archivos de resultados en ${f.folder} (${f.why}); elija otra carpeta con --out.`,
  'mlperf.windows': (f) => `La traza tiene ${times(f.found, 'pulso')} en ${f.line} y una ventana de inferencia tiene ${f.wanted}; compruebe el cable entre la patilla de marcas de tiempo de la placa y la entrada digital del instrumento.`,
};
