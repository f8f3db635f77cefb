/** Sentences that the window shares with the terminal name its command for going on; here a button does that. */

/** `button`: its words. The quotation marks of the sentence's language stay. */
export function withButton(text: string, button: string): string {
  return text.replaceAll(/(["«])hi-studio run --resume[^"»]*(["»])/g, `$1${button}$2`);
}
