/** Names of exit places as models from different exporters have them. */
import { describe, expect, it } from 'vitest';
import { placeName, readPlace } from '../../../src-main/core/exits';

describe('the place of an added exit', () => {
  it.each([
    ['Relu', 7, 21, '/layer2/layer2.0/relu_1/Relu_output_0', 'Relu 7/21 · layer2.0'],
    ['Add', 2, 3, '/stage1/block2/Add_output_0', 'Add 2/3 · block2'],
    ['Relu', 1, 9, 'model/activation_3/Relu:0', 'Relu 1/9 · activation_3'],
    ['MaxPool', 1, 2, '142', 'MaxPool 1/2'],
  ])('is the %s number %i of %i of its kind, in its block', (operator, number, count, tensor, text) => {
    const name = placeName(operator, number, count, tensor);
    expect(name).toBe(`${text} (${tensor})`);
    expect(readPlace(name)).toEqual({ text, tensor });
  });

  it('is read from cards that were written before operators were counted', () => {
    expect(readPlace('Relu /layer2/layer2.0/relu/Relu_output_0')).toEqual({ text: 'Relu · layer2.0', tensor: '/layer2/layer2.0/relu/Relu_output_0' });
    expect(readPlace('Add 142')).toEqual({ text: 'Add', tensor: '142' });
  });

  it.each(['block 2', 'first convolution', 'Stage two', '', 'after the second block (of three)'])('stays what a person wrote: “%s”', (after) => {
    expect(readPlace(after)).toEqual({ text: after, tensor: null });
  });
});
