import { describe, expect, it } from 'vitest';
import { fillTemplates } from '../../src/app/fill-templates.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { issue, taken, taskOf } from '../services/samples.ts';

const FILES: Readonly<Record<string, string>> = {
  'templates/orders.yaml': 'Resources: {}',
  'edge/to-index.js': 'function handler(event) { return event.request; }',
};

const filled = async (type: AwsResourceType, parameters: TaskParameters) =>
  await fillTemplates({ readFile: (_ref, path) => Promise.resolve(FILES[path]) }, issue.ref, [
    taskOf(type, 'CreateResource', { name: 'x', ...parameters }),
  ]);

const STACK = 'AWS::CloudFormation::Stack';
const FUNCTION = 'AWS::CloudFront::Function';
const CODE = 'function handler(event) { return 1; }';

describe('what is given by its path', () => {
  it.each<readonly [string, AwsResourceType, TaskParameters, TaskParameters]>([
    ['nothing', FUNCTION, {}, {}],
    [
      'a template',
      STACK,
      { path: 'templates/orders.yaml' },
      { path: 'templates/orders.yaml', template: 'Resources: {}' },
    ],
    ['code', FUNCTION, { code: 'edge/to-index.js' }, { code: FILES['edge/to-index.js'] ?? '' }],
    ['code itself', FUNCTION, { code: CODE }, { code: CODE }],
    ['code of another type', 'AWS::Lambda::Function', { code: 'a.js' }, { code: 'a.js' }],
  ])('is read: %s', async (_name, type, given, found) => {
    const [task] = taken(await filled(type, given));
    expect(task?.parameters).toEqual({ name: 'x', ...found });
  });

  it.each<readonly [string, AwsResourceType, TaskParameters]>([
    ['what is not there', FUNCTION, { code: 'edge/other.js' }],
    ['what is no code', FUNCTION, { code: 'templates/orders.yaml' }],
    ['what is outside', STACK, { path: '../templates/orders.yaml' }],
    ['a package', FUNCTION, { code: 's3://acme/edge.zip' }],
  ])('is refused: %s', async (_name, type, given) => {
    expect(await filled(type, given)).toMatchObject({ refusal: { code: 'template-unreadable' } });
  });
});
