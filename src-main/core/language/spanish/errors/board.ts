/** Spanish of the sentences about boards. */
import type { boardErrors as english } from '../../../errors/board';

export const boardErrors: typeof english = {
  'board.unknown-driver': (f) => `La placa «${f.board}» pide el controlador «${f.driver}»; este estudio tiene ${f.known.join(', ')}. Corrija el campo driver de su perfil.`,
  'board.energy-counter': (f) => `No se pudo leer el contador de energía ${f.file} (${f.why}); la energía se toma del perfil de la placa o se omite.`,
  'board.no-reference': (f) => `En la placa «${f.board}» falta una referencia (${f.missing}); añada en su perfil, bajo inference, una entrada con latency_ms y macs, para poder calcular lo que cuesta un modelo.`,
  'board.no-offload-time': (f) => `No se sabe lo que cuesta descargar ${f.dataset} desde la placa «${f.board}»: ${f.missing}. Inicie el servidor para poder cronometrarlo, o indique un enlace con server_ms para este conjunto de datos.`,
  'board.no-address': (f) => `La placa «${f.board}» tiene el controlador agent, pero no una dirección; añada a su perfil address: { host, port, token }, tal como los mostró «hi-studio agent».`,
  'board.agent-unreachable': (f) => `El agente de ${f.agent} no responde (${f.why}); inicie allí «hi-studio agent» y compruebe address.host y address.port en el perfil de la placa.`,
  'board.agent-gone': (f) => `La conexión con el agente de ${f.agent} se cortó durante ${f.during}; compruebe su cable, su alimentación y su terminal, y siga con «hi-studio run --resume». Lo medido se conserva.`,
  'board.agent-wrong-token': (f) => `El agente de ${f.agent} no aceptó la clave; copie la que mostró allí «hi-studio agent» en address.token del perfil de la placa.`,
  'board.agent-version': (f) => `El agente de ${f.agent} habla la versión ${f.theirs} del protocolo y este estudio la ${f.ours}; instale la misma versión de HI Studio en ambos equipos.`,
  'board.agent-busy': (f) => `El agente de ${f.agent} está midiendo para otro estudio, y dos a la vez se estorbarían; espere a que termine esa ejecución.`,
  'board.agent-model-refused': (f) => `El agente de ${f.agent} no acepta el modelo «${f.model}»: ${f.why}`,
  'board.agent-failed': (f) => `El agente de ${f.agent} no pudo hacer su trabajo: ${f.why}`,
  'board.agent-server-here': (f) => `El servidor escucha en ${f.server}, adonde solo llega este equipo, y el agente de ${f.agent} descarga desde otro; ponga server: on-the-network en el experimento, o inícielo con «hi-studio serve-edge --host 0.0.0.0» y ponga la dirección de este equipo en el perfil del servidor.`,
  'board.agent-offload': (f) => `El agente de ${f.agent} no pudo descargar por su propia red: ${f.why} Lo medido se conserva; cuando funcione, siga con «hi-studio run --resume».`,
  'board.agent-not-understood': (f) => `Lo que envió ${f.agent} no es el protocolo del agente (${f.what}); compruebe que address.port es el puerto de «hi-studio agent», de la misma versión de HI Studio.`,
  'board.agent-model-too-large': (f) => `El modelo «${f.model}» ocupa ${f.mebibytes} MiB y un agente acepta como mucho ${f.limit} MiB. Use un modelo menor o ejecute el estudio en ese equipo.`,
  'board.agent-port': (f) => `El agente no puede escuchar en ${f.host}:${f.port} (${f.why}); elija otro puerto con --port o cierre el programa que lo usa.`,
};
