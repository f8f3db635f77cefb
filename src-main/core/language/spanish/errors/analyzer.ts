/** Spanish of the sentences about instruments. */
import type { analyzerErrors as english } from '../../../errors/analyzer';

export const analyzerErrors: typeof english = {
  'analyzer.not-it': (f) => `Lo que responde en ${f.port} no es ${f.expected}${f.got === '' ? '' : ` (dice «${f.got}»)`}; elija otro puerto u otro analizador («hi-studio devices» muestra ambos).`,
  'analyzer.voltage-range': (f) => `${f.analyzer} no puede dar ${f.volts} V, solo de ${f.min} a ${f.max} V; elija otra tensión (--voltage).`,
  'analyzer.above-limit': (f) => `Se pidieron ${f.volts} V, pero ${f.whose} soporta como mucho ${f.limit} V; no se encendió nada. Baje la tensión (--voltage) o corrija el límite en el perfil.`,
  'analyzer.setting': (f) => `${f.analyzer} no tiene ${f.setting} ${f.value}; se esperaba ${f.expected}.`,
  'analyzer.refused': (f) => `${f.analyzer} no aceptó «${f.command}» (${f.said}); compruebe los ajustes y que su firmware conoce esta orden.`,
  'analyzer.not-configured': (f) => `Se pidió medir a ${f.analyzer} antes de configurarlo; fije antes al menos la tensión de alimentación.`,
  'analyzer.no-voltage': (f) => `${f.analyzer} necesita la tensión de alimentación para calcular la potencia; indíquela en milivoltios (--voltage).`,
  'analyzer.stalled': (f) => `${f.analyzer} no envía muestras desde hace ${f.seconds} s; compruebe su cable y su alimentación y capture de nuevo. Lo grabado se conserva.`,
  'analyzer.overload': (f) => `${f.analyzer} se detuvo por una sobrecarga (${f.said}); compruebe el cableado de la placa y capture de nuevo. Lo grabado se conserva.`,
  'analyzer.other-device': (f) => `En ${f.port} está ahora ${f.got}, no ${f.expected}, que era quien medía; vuelva a conectar el correcto o detenga la captura. Lo grabado se conserva.`,
  'analyzer.changed': (f) => `${f.analyzer} volvió con otro valor de ${f.what} (${f.is}; antes ${f.was}) y no puede seguir en la misma grabación; empiece una captura nueva. Lo grabado se conserva.`,
  'analyzer.worker-gone': (f) => `El proceso que lee ${f.analyzer} terminó de forma inesperada (${f.reason}); empiece la captura de nuevo. Lo grabado se conserva.`,
  'analyzer.no-port': (f) => `${f.analyzer} no está en ningún puerto; conéctelo o indique su puerto con --port («hi-studio devices» los lista; --port simulator lo simula).`,
  'analyzer.several-ports': (f) => `${f.analyzer} puede estar en ${f.ports.join(' o ')}; indique uno con --port.`,
  'analyzer.unknown-simulator': (f) => `No hay ningún simulador «${f.simulator}»; este estudio puede simular ${f.known.join(', ')}.`,
  'analyzer.not-playing': (f) => `No hay ningún instrumento simulado «${f.id}» en marcha; inícielo de nuevo o elija uno de la lista de dispositivos.`,
  'analyzer.cannot-listen': (f) => `El simulador no puede escuchar en ${f.host}:${f.port} (${f.why}); elija otro puerto con --tcp.`,
  'analyzer.no-python': (f) => `A un Joulescope se llega mediante el paquete de Python de su fabricante, y no se pudo iniciar «${f.tried}» (${f.why}); instale Python 3, o ponga en HI_STUDIO_PYTHON el que tiene el paquete.`,
  'analyzer.joulescope-package': (f) => `Falta el paquete de Python del Joulescope (${f.why}); ejecute «pip install pyjoulescope_driver» e inténtelo de nuevo.`,
  'analyzer.usb-forbidden': (f) => `No tiene permiso para abrir el dispositivo USB de ${f.device}; ponga la línea SUBSYSTEM=="usb", ATTR{idVendor}=="${f.vendor}", TAG+="uaccess" en un archivo de sus reglas de udev, como 72-joulescope.rules, y conéctelo de nuevo.`,
};
