/**
 * ST X-NUCLEO-LPM01A "PowerShield": commands and their acknowledgement (the stream is in lpm01a-stream.ts).
 *
 * | direction | layout                                                                         |
 * |-----------|--------------------------------------------------------------------------------|
 * | host      | command and arguments, LF                                                      |
 * | device    | `PowerShield > ack ` command and arguments, data, CR LF                        |
 * | device    | `PowerShield > error ` (or `err `) command, CR LF, `Error detail: ` text, CR LF |
 *
 * Source: ST UM2269; mlcommons/tiny power_manager_lpm.py.
 */

/** Sample rates of the device, Hz. */
export const lpm01aRates: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
export const lpm01aVoltage = { minV: 1.8, maxV: 3.3 } as const;
/** Above this rate text does not fit on the line for long. */
export const lpm01aFastestText = 5000;

/** `100k`, `2k`, `500`: the way the manual writes rates. */
export const lpm01aRate = (hz: number): string => (hz >= 1000 && hz % 1000 === 0 ? `${hz / 1000}k` : String(hz));
export const lpm01aVolts = (volts: number): string => `${Math.round(volts * 1000)}m`;

export type Lpm01aReply = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string };

/** The acknowledgement of `command` in what has come; samples of an old stream and answers to other commands before it are skipped. */
export function takeLpm01aReply(command: string): (held: Uint8Array) => { value: Lpm01aReply; used: number } | null {
  const word = command.split(' ')[0].replace(/[^a-z0-9]/gi, '');
  const good = new RegExp(`\\back ${word}\\b:?([^\\r\\n]*)\\r?\\n`);
  const bad = new RegExp(`\\berr(?:or)? ${word}\\b[^\\r\\n]*\\r?\\n(?:[\\0 ]*(?:PowerShield > )?Error detail: *([^\\r\\n]*)\\r?\\n)?`);
  return (held) => {
    // One character a byte, so that places in the text are places in the bytes.
    const text = Array.from(held, (byte) => String.fromCharCode(byte)).join('');
    const ack = good.exec(text);
    if (ack !== null) return { value: { ok: true, text: ack[1].replaceAll('\0', '').trim() }, used: ack.index + ack[0].length };
    const error = bad.exec(text);
    if (error === null) return null;
    // The detail is a line of its own and may still be on its way.
    if (error[1] === undefined && !text.slice(error.index + error[0].length).includes('PowerShield')) return null;
    return { value: { ok: false, detail: error[1] ?? 'no detail' }, used: error.index + error[0].length };
  };
}
