/** Spanish of the sentences about serial ports and sockets. */
import type { portErrors as english } from '../../../errors/port';

export const portErrors: typeof english = {
  'port.missing': (f) => `No existe el puerto ${f.port}; conecte el dispositivo, y vea los puertos de este equipo con «hi-studio devices».`,
  'port.held': (f) => `El puerto ${f.port} está ocupado por ${f.by ?? 'otro programa'}; ciérrelo allí e inténtelo de nuevo.`,
  'port.forbidden': (f) => `No tiene permiso para abrir ${f.port}; ${f.group === null ? 'déselo con una regla de udev como SUBSYSTEM=="tty", TAG+="uaccess"' : `ejecute «sudo usermod -aG ${f.group} ${f.user}», cierre la sesión y vuelva a entrar, o añada la regla de udev SUBSYSTEM=="tty", TAG+="uaccess"`}.`,
  'port.not-a-port': (f) => `${f.port} no se puede abrir como puerto serie (${f.why}); elija uno de los que lista «hi-studio devices».`,
  'port.gone': (f) => `Se perdió la conexión con ${f.port}; compruebe el cable y la alimentación y empiece de nuevo. Lo grabado se conserva.`,
  'port.silent': (f) => `${f.port} no respondió a ${f.what} en ${f.seconds} s${f.got === '' ? '' : `, solo «${f.got}»`}; compruebe que en este puerto está el instrumento correcto y que está encendido.`,
  'port.flooded': (f) => `${f.port} envió ${f.bytes} bytes sin responder a ${f.what}; compruebe los baudios y que en este puerto está el instrumento correcto.`,
  'port.refused': (f) => `Nada escucha en ${f.port}; encienda el instrumento, active su interfaz de red y compruebe la dirección y el puerto.`,
  'port.unreachable': (f) => `No se llega a ${f.port} (${f.why}); compruebe la dirección, el cable y la red.`,
  'port.no-pseudo-terminal': (f) => `Este equipo no puede crear pseudoterminales (se probó ${f.tried}); instale python3 o socat, o que el simulador escuche en TCP (--tcp).`,
};
