/** Reads the studio's CSV files by RFC 4180, independently of the code that writes them. */
export type CsvRow = Readonly<Record<string, string>>;

/** Rows by column name; throws where a row has another number of cells than the head. */
export function csvTable(text: string): CsvRow[] {
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (cell.lastIndex = 0; cell.lastIndex < text.length; ) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (found === null) throw new Error(`not CSV at byte ${at}: ${text.slice(at, at + 40)}`);
    rows[rows.length - 1].push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
    if (found[2] === '\r\n') rows.push([]);
  }
  const [head, ...body] = rows.slice(0, -1);
  return body.map((row, i) => {
    if (row.length !== head.length) throw new Error(`row ${i + 1} has ${row.length} cells, the head ${head.length}`);
    return Object.fromEntries(head.map((name, column) => [name, row[column]]));
  });
}
