/** Spanish of settings and about. */
export const settings = {
  settings: {
    text: 'Se guardan en este ordenador, para todas las ventanas de este estudio.', looks: 'Aspecto e idioma', appearance: 'Tema', appearanceOf: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' }, contrast: 'Contraste', contrastOf: { system: 'Como el sistema', normal: 'Normal', more: 'Alto' },
    motion: 'Movimiento', motionOf: { system: 'Como el sistema', full: 'Completo', reduced: 'Reducido' }, textSize: 'Tamaño del texto', language: 'Idioma', languageText: 'Los informes lo siguen; la terminal y los archivos de datos están en inglés.', languageOf: { system: 'Como el sistema' }, folders: 'Carpetas de datos', foldersText: 'Dónde están los archivos de cada conjunto en el ordenador del estudio. Los generados no necesitan ninguna.',
    places: 'Lugares', home: 'Ejecuciones y ajustes', profiles: 'Sus perfiles',
  },
  about: {
    title: 'Acerca de HI Studio', text: 'Decida midiendo qué ejecutar en el dispositivo, dónde salir antes y qué enviar a un servidor. Licencia MIT.', versions: 'Versiones', version: 'Versión', host: 'Mostrado por', hosts: { web: 'Servidor web, en un navegador', electron: 'Ventana de escritorio' }, platform: 'Sistema', cpu: 'Procesador', memory: 'Memoria',
    packages: 'Hecho con', package: 'Paquete', licence: 'Licencia', report: 'Informar de un problema', reportText: 'Reúne versiones, entorno y, si elige una, el registro de una ejecución en un archivo de texto. No contiene nombres ni rutas suyas, y no se envía a ninguna parte.', run: 'Ejecución', noRun: 'Ninguna en particular', words: 'Qué ocurrió', wordsHint: 'Qué hizo, qué esperaba, qué vio', make: 'Crear el informe', reported: 'El informe está listo',
  },
};
