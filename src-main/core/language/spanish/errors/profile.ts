/** Spanish of the sentences about profiles. The explanations of single keys are in English in the schemas and left out here. */
import type { profileErrors as english } from '../../../errors/profile';

const kinds: Readonly<Record<string, string>> = { analyzer: 'analizador', board: 'placa', link: 'enlace', server: 'servidor', dataset: 'conjunto de datos', model: 'modelo', experiment: 'experimento' };
const kindOf = (kind: string): string => kinds[kind] ?? kind;
const at = (f: { file: string; line: number }): string => (f.file === '' ? '' : `${f.file}:${f.line}: `);
const meant = (nearest: string | null): string => (nearest === null ? '' : ` (¿quizá «${nearest}»?)`);
/** A list that stays readable: at most 12 names. */
const listed = (names: readonly string[]): string => (names.length === 0 ? 'ninguno' : names.slice(0, 12).join(', ') + (names.length > 12 ? ` y ${names.length - 12} más` : ''));

export const profileErrors: typeof english = {
  'profile.not-found': (f) => `El perfil ${f.file} (${kindOf(f.kind)}) no existe; compruebe la ruta, o dé un identificador conocido («hi-studio list ${f.kind}s»).`,
  'profile.not-readable': (f) => `No se puede leer ${f.file} (${f.reason}); compruebe que es un archivo y que puede leerlo.`,
  'profile.too-large': (f) => `${f.file} tiene ${f.bytes} bytes y un perfil tiene como mucho ${f.limit}; ¿es este el archivo correcto?`,
  'profile.not-text': (f) => `${at(f)}no es un archivo de texto en UTF-8; un perfil es texto YAML: guárdelo en UTF-8 o elija otro archivo.`,
  'profile.empty': (f) => `${f.file} está vacío; este perfil empieza por la línea «kind: ${f.kind}» (copie uno de profiles/${f.kind}s/ para empezar).`,
  'profile.not-yaml': (f) => `${at(f)}no es YAML válido en la columna ${f.column} (${f.reason}); corrija esa línea, su sangría y sus comillas.`,
  'profile.too-many-aliases': (f) => `${f.file} repite sus anclas más de ${f.limit} veces mediante alias (*nombre); escriba los valores.`,
  'profile.too-deep': (f) => `${f.file} tiene demasiados niveles para un perfil; quite los corchetes o la sangría que sobren.`,
  'profile.not-a-map': (f) => `${at(f)}el archivo contiene ${f.found}, y un perfil tiene líneas «clave: valor» que empiezan por «kind: ${f.kind}».`,
  'profile.wrong-kind': (f) => `${at(f)}«kind» es «${f.found}» y aquí se esperaba un perfil de ${kindOf(f.expected)}${f.nearest === null ? `; dé un archivo cuyo kind sea ${f.expected}` : `; escriba «kind: ${f.nearest}»`}.`,
  'profile.unknown-key': (f) => `${at(f)}«${f.field}» no es una clave conocida${meant(f.nearest)}; aquí se conocen: ${listed(f.known)}.`,
  'profile.missing-key': (f) => `${at(f)}falta «${f.field}»; añádalo como ${f.expected}.`,
  'profile.unit-in-value': (f) => `${at(f)}«${f.field}» contiene el texto «${f.found}» y se espera un número en ${f.unit}; escriba solo el número${f.number === null ? '' : `, ${f.number}`}: la unidad está en la clave, ${f.key}.`,
  'profile.number-as-text': (f) => `${at(f)}«${f.field}» contiene el texto «${f.found}» y se espera ${f.expected}; escriba ${f.number === null ? 'solo el número, sin unidad ni comillas' : `${f.number}, sin comillas ni signo detrás`}.`,
  'profile.percent': (f) => `${at(f)}«${f.field}» es ${f.found} y se espera una fracción entre 0 y 1; escriba ${f.fraction} para el ${f.found} %.`,
  'profile.wrong-type': (f) => `${at(f)}«${f.field}» contiene ${f.found}; escriba en su lugar ${f.expected}.`,
  'profile.wrong-choice': (f) => `${at(f)}«${f.field}» es «${f.found}», que no está entre las opciones${meant(f.nearest)}; escriba una de estas: ${listed(f.allowed)}.`,
  'profile.out-of-range': (f) => `${at(f)}«${f.field}» es ${f.found} y se espera ${f.expected}; escriba un valor dentro de ese margen.`,
  'profile.wrong-form': (f) => `${at(f)}«${f.field}» es «${f.found}», que no tiene la forma «${f.expected}»; escríbalo así.`,
  'profile.unknown-reference': (f) => `${at(f)}«${f.field}» nombra «${f.id}» (${kindOf(f.kind)}), que no existe${meant(f.nearest)}; se conocen: ${listed(f.known)}.`,
  'profile.invalid': (f) => {
    const more = f.problems.length - 1;
    return f.problems[0].sentence + (more === 0 ? '' : ` (y ${more} ${more === 1 ? 'problema' : 'problemas'} más en este archivo)`);
  },
  'profile.unknown-id': (f) => `No existe «${f.id}» (${kindOf(f.kind)})${meant(f.nearest)}; se conocen: ${listed(f.known)}; un archivo propio se indica con su ruta, terminada en .yaml.`,
  'profile.id-form': (f) => `«${f.id}» no puede ser un identificador; escriba minúsculas, cifras, puntos y guiones, empezando por una letra o cifra.`,
  'profile.id-taken': (f) => `«${f.id}» no se puede escribir porque ${f.place} ya existe; elija otro identificador u otra carpeta.`,
  'profile.duplicate-id': (f) => `${f.file} y ${f.other} describen ambos «${f.id}» (${kindOf(f.kind)}); dé a uno otro identificador.`,
};
