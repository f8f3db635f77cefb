/** Spanish of the library. */
export const library = {
  library: {
    text: 'Todo lo que el estudio conoce por su nombre. Los perfiles incluidos se pueden copiar y reemplazar; los suyos están en su carpeta de perfiles.', kinds: 'Clases', search: 'Buscar', name: 'Nombre', summary: 'Resumen', origin: 'Origen', actions: 'Acciones', builtIn: 'incluido', own: 'suyo',
    empty: 'Aún no hay nada de esta clase', emptyText: 'Importe un archivo YAML para añadir uno.', notFound: 'Nada coincide con «{what}»', clear: 'Borrar la búsqueda', duplicate: 'Duplicar', duplicateThis: 'Duplicar {name}', copied: 'Se creó «{name}»', edit: 'Editar', export: 'Exportar YAML', openInWizard: 'Abrir como experimento', saved: 'Se guardó «{name}»',
    import: 'Importar …', importTitle: 'Importar: {kind}', importText: 'Elija un archivo YAML o pegue su texto; se comprueba mientras escribe.', file: 'Archivo', yaml: 'Texto YAML', problems: 'nada que arreglar | una cosa que arreglar | {n} cosas que arreglar', fine: 'Todo está bien.',
    model: { title: 'Importar un modelo', text: 'Un clasificador ONNX y la ficha que dice cómo alimentarlo. Ambos se comprueban antes de guardar nada.', drop: 'Suelte aquí un archivo ONNX, o elija uno', card: 'Ficha del modelo (YAML)', startFrom: 'Partir de la ficha de …', import: 'Importar el modelo', sending: 'Enviando el archivo' },
    form: 'Formulario', restInYaml: 'Las tablas y los campos anidados se editan como YAML.', overlay: 'Este perfil viene incluido: sus cambios se guardan como perfil suyo con el mismo identificador, que se usará en su lugar.', yes: 'sí', no: 'no',
  },
};
