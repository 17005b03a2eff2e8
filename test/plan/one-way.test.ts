import { describe, expect, it } from 'vitest';
import { changesOfPreview } from '../../src/plan/changes.ts';
import { numberSteps } from '../../src/plan/number-steps.ts';
import { inverseOf } from '../../src/plan/one-way.ts';
import type { Inverse } from '../../src/plan/step.ts';
import { athena, change, draft, known, preview } from './fixtures.ts';

const BACK: Inverse = { reversibility: 'reversible', summary: 'update it back' };

const changed = (type: string, names: readonly string[], more: object = {}) => ({
  action: 'change' as const,
  isConditional: false,
  type,
  properties: names.map((name) => ({ path: `/Properties/${name}` })),
  ...more,
});

const DATABASE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

describe('what AWS changes in one direction only', () => {
  it.each<readonly [string, readonly ReturnType<typeof changed>[], Inverse['reversibility']]>([
    ['nothing changes', [], 'reversible'],
    ['another property', [changed(DATABASE, ['MultiAZ'])], 'reversible'],
    ['the bound of storage', [changed(DATABASE, ['MaxAllocatedStorage'])], 'reversible'],
    ['storage of a database', [changed(DATABASE, ['AllocatedStorage'])], 'irreversible'],
    ['storage of a cluster', [changed(CLUSTER, ['AllocatedStorage'])], 'irreversible'],
    ['an engine', [changed(DATABASE, ['EngineVersion'])], 'irreversible'],
    ['an engine of Aurora', [changed(CLUSTER, ['EngineVersion'])], 'irreversible'],
    ['a volume', [changed('AWS::EC2::Volume', ['Size'])], 'irreversible'],
    ['Kubernetes', [changed('AWS::EKS::Cluster', ['Version'])], 'irreversible'],
    ['machines of it', [changed('AWS::EKS::Nodegroup', ['ReleaseVersion'])], 'irreversible'],
    ['a lock', [changed('AWS::S3::Bucket', ['ObjectLockEnabled'])], 'irreversible'],
    [
      'and another property',
      [changed(DATABASE, ['MultiAZ', 'EngineVersion'])],
      'partly reversible',
    ],
    [
      'and another resource',
      [changed(DATABASE, ['AllocatedStorage']), changed('AWS::SQS::Queue', ['VisibilityTimeout'])],
      'partly reversible',
    ],
    [
      'a database that is made',
      [changed(DATABASE, ['AllocatedStorage'], { action: 'create' })],
      'reversible',
    ],
    [
      'a volume that another one follows',
      [changed('AWS::EC2::Volume', ['Size'], { action: 'replace' })],
      'reversible',
    ],
    [
      'a volume that only may be replaced',
      [changed('AWS::EC2::Volume', ['Size'], { action: 'replace', isConditional: true })],
      'irreversible',
    ],
    [
      'an index of a table',
      [changed('AWS::DynamoDB::Table', ['GlobalSecondaryIndexes'])],
      'reversible',
    ],
  ])('%s', (_name, changes, reversibility) => {
    expect(inverseOf(BACK, changes).reversibility).toBe(reversibility);
  });

  it('is said in words, each once', () => {
    const both = changed(DATABASE, ['AllocatedStorage', 'EngineVersion', 'MultiAZ']);
    expect(inverseOf(BACK, [both, both]).summary).toBe(
      'storage never shrinks and a database never goes back to an earlier version: its new size ' +
        'and its new version stay, what else changed is set back',
    );
  });

  it('leaves what a draft itself calls no full way back', () => {
    const worse: Inverse = { reversibility: 'partly reversible', summary: 'restore a snapshot' };
    expect(inverseOf(worse, [changed(DATABASE, ['AllocatedStorage'])])).toBe(worse);
  });

  it('is seen in the change set of a given template', () => {
    const grown = change('Modify', {
      LogicalResourceId: 'Data',
      ResourceType: DATABASE,
      Replacement: 'False',
      Details: [
        {
          Target: {
            Attribute: 'Properties',
            Name: 'AllocatedStorage',
            Path: '/Properties/AllocatedStorage',
            RequiresRecreation: 'Never',
            BeforeValue: '20',
            AfterValue: '50',
          },
        },
      ],
    });
    expect(changesOfPreview([grown], known)).toHaveLength(1);
    const update = { ...draft, changeSetType: 'UPDATE', isGiven: true, inverse: BACK } as const;
    const previews = [{ ...preview, changes: [grown] }];
    const [step] = numberSteps([{ draft: update, phase: 1 }], {
      previews,
      accounts: [athena],
      known,
    });
    expect(step?.inverse).toEqual({
      reversibility: 'irreversible',
      summary: 'storage never shrinks: its new size stays',
    });
  });
});
