/** Spanish of the sentences about the edge server and the connection to it. */
import type { remoteErrors as english } from '../../../errors/remote';

const kept = (count: number): string => (count === 1 ? 'se conserva 1 respuesta suya' : `se conservan ${count} respuestas suyas`);

export const remoteErrors: typeof english = {
  'remote.refused': (f) => `Nada escucha en ${f.host}:${f.port}; inicie allí el servidor («hi-studio serve-edge») o corrija host y port en el perfil del servidor.`,
  'remote.unreachable': (f) => `No se llega al servidor de ${f.host}:${f.port} (${f.reason}); compruebe el nombre en el perfil del servidor, la red y su cortafuegos.`,
  'remote.gone': (f) => `El servidor de ${f.host}:${f.port} cerró la conexión sin responder; ${kept(f.answers)}. Su propio registro dice por qué; inícielo de nuevo y reanude la ejecución.`,
  'remote.slow': (f) => `El servidor de ${f.host}:${f.port} no respondió en ${f.seconds} s; ${kept(f.answers)}. Compruebe que atiende imágenes del mismo tamaño y lo ocupado que está.`,
  'remote.half-reply': (f) => `El servidor de ${f.host}:${f.port} envió ${f.got} de los ${f.expected} bytes de su respuesta y nada más; ${kept(f.answers)}. Si responde con ${f.got} byte, ponga reply_bytes: ${f.got} en el perfil del servidor.`,
  'remote.long-reply': (f) => `El servidor de ${f.host}:${f.port} envió ${f.got} bytes y una respuesta tiene ${f.expected}; ponga en reply_bytes del perfil del servidor lo que envía (1 o 2), o compruebe que en este puerto escucha un servidor de HI.`,
  'remote.class-out-of-range': (f) => `El servidor de ${f.host}:${f.port} respondió la clase ${f.prediction} y se espera de 0 a ${f.classes - 1}; compruebe que ejecuta un modelo de este conjunto de datos y que reply_bytes de su perfil es correcto.`,
  'remote.wrong-size': (f) => `Se iba a descargar una imagen de ${f.got} bytes por una conexión para imágenes de ${f.expected} bytes; use el conjunto de datos para el que se inició el servidor.`,
  'remote.port-in-use': (f) => `El puerto ${f.port} de ${f.host} lo usa otro programa; ciérrelo o elija otro puerto (--port).`,
  'remote.port-forbidden': (f) => `Este usuario no puede escuchar en el puerto ${f.port} de ${f.host}; elija un puerto de 1024 a 65535 (--port; el del protocolo es 12345).`,
  'remote.address-unknown': (f) => `El servidor no puede escuchar en ${f.host} (${f.reason}), se espera una dirección de este equipo; use --host 127.0.0.1 solo para este equipo o --host 0.0.0.0 para todas las redes.`,
  'remote.reply-too-narrow': (f) => `El modelo remoto tiene ${f.classes} clases, que no caben en una respuesta de ${f.replyBytes} byte; use respuestas de 2 bytes (reply_bytes: 2).`,
  'remote.sample-size': (f) => `El servidor iba a atender imágenes de ${f.sampleBytes} bytes y se espera un número entero de al menos 1; use canales x altura x anchura del conjunto de datos.`,
  'remote.stats-file': (f) => `No se puede escribir el archivo de tiempos ${f.file} (${f.reason}); dé a --stats-csv una ruta en una carpeta que exista y tenga espacio.`,
  'remote.not-built': (f) => `Falta el programa del servidor, ${f.file}; ejecute una vez «npm run build».`,
  'remote.start-slow': (f) => `El servidor no estuvo listo en ${f.seconds} s${f.said === '' ? '' : ` (lo último que dijo: ${f.said})`}; pruebe un modelo remoto menor o un equipo menos ocupado.`,
  'remote.start-failed': (f) => `No se pudo iniciar el servidor: ${f.reason}. Ejecute «hi-studio serve-edge» con el mismo modelo para verlo por separado.`,
};
