/** Where an added exit sits, as people can say it: kind and number of the operator and the block it is in, with the tensor's own name behind. */

/** `tensor`: the raw name, null where the text is a person's own. */
export interface ExitPlace { readonly text: string; readonly tensor: string | null }

/** "/layer2/layer2.0/relu_1/Relu_output_0" of a Relu is in "layer2.0"; null where the name tells no block. */
function blockOf(operator: string, tensor: string): string | null {
  const kind = operator.toLowerCase();
  return tensor.split('/').slice(0, -1).findLast((part) => part !== '' && !part.toLowerCase().startsWith(kind)) ?? null;
}

const placeText = (operator: string, number: string, tensor: string): string => [`${operator}${number}`, blockOf(operator, tensor)].filter((part) => part !== null).join(' · ');

/** For a model card: "Relu 7/21 · layer2.0 (/layer2/layer2.0/relu_1/Relu_output_0)", the 7th of 21 of its kind, from 1. */
export function placeName(operator: string, number: number, count: number, tensor: string): string {
  return `${placeText(operator, ` ${number}/${count}`, tensor)} (${tensor})`;
}

/** What `placeName` wrote, and "Relu /layer2/relu/Relu_output_0" as it was written before; other texts stay as they are. */
export function readPlace(after: string): ExitPlace {
  const [, named, tensor] = /^([A-Z]\w* \d+\/\d+(?: · .+)?) \((\S+)\)$/.exec(after) ?? [];
  if (tensor !== undefined) return { text: named, tensor };
  const [, operator, raw] = /^([A-Z]\w*) (\S*[/_:]\S*|\d+)$/.exec(after) ?? [];
  return raw === undefined ? { text: after, tensor: null } : { text: placeText(operator, '', raw), tensor: raw };
}
