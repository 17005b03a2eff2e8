import { describe, expect, it } from 'vitest';
import { fillTemplates } from '../../src/app/fill-templates.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { DEV, issue, taken, taskOf } from '../services/samples.ts';

const app = (environment: string): string =>
  JSON.stringify({
    version: '41.0.0',
    artifacts: {
      Jobs: {
        type: 'aws:cloudformation:stack',
        environment,
        properties: { templateFile: 'jobs.json', tags: { Team: 'a' } },
      },
    },
  });

const FILES: Readonly<Record<string, string>> = {
  'templates/orders.yaml': 'Resources: {}',
  'here/manifest.json': app(`aws://${DEV}/us-east-1`),
  'here/jobs.json': '{}',
  'there/manifest.json': app('aws://444444444444/us-east-1'),
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
    [
      'a CDK app',
      STACK,
      { path: 'here/manifest.json' },
      {
        path: 'here/manifest.json',
        template: '{}',
        cdkStack: 'Jobs',
        cdkDropped: ['its own tags'],
      },
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

  it('is refused: a CDK app for another account', async () => {
    const decided = await filled(STACK, { path: 'there/manifest.json' });
    expect(decided).toMatchObject({ refusal: { code: 'contradictory' } });
  });
});
