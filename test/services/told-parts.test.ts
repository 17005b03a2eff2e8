import { describe, expect, it } from 'vitest';
import { templateRefusal } from '../../src/services/cloudformation-template/template-refusal.ts';
import { partOf, stackOfPart, stackOfRoot } from '../../src/services/joined/parts.ts';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import { ownStack, taken } from './samples.ts';

const BOX = { Type: 'AWS::EC2::Instance', Properties: { ImageId: 'ami-0123456789abcdef0' } };
const stackTelling = (CoworkerParts: object) =>
  ownStack({ Metadata: { CoworkerParts }, Resources: { Box: BOX } } as { Resources: object });

describe('whose a resource of a stack is', () => {
  it.each([
    ["nobody else's where nothing is told", {}, undefined],
    ['that of a part of its issue', 'aws-coworker-7-box', 'aws-coworker-7-box'],
    ['not that of a stack of another issue', 'aws-coworker-12-box', undefined],
    ['not that of an issue whose number begins alike', 'aws-coworker-77-box', undefined],
    ['not that of a stack that is not ours', 'orders', undefined],
  ] as const)('%s', (_name, name, expected) => {
    const stack = stackTelling(typeof name === 'string' ? { [name]: { Box: 'Box' } } : name);
    expect(partOf(stack, 'Box')).toBe(expected);
    const isPart = expected !== undefined;
    expect(stackOfPart(stack, typeof name === 'string' ? name : '') !== undefined).toBe(isPart);
    expect(stackOfRoot(stack).templateBody.includes('Box":{')).toBe(!isPart);
  });

  it('is no objection in the template that the stack has now, which nobody gave', () => {
    const { templateBody } = stackTelling({ 'aws-coworker-7-box': { Box: 'Box' } });
    const parsed = taken(parseTemplate(templateBody));
    const refusalWhere = (isStanding: boolean) =>
      templateRefusal(parsed, { parameters: {}, tier: 'development', isStanding }, () => true);
    expect(refusalWhere(false)?.code).toBe('never-do');
    expect(refusalWhere(true)).toBeUndefined();
  });
});
