import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../../knowledge.ts';
import { skillsFor, type SkillNeed } from '../../../src/review/skills/skills-for.ts';
import { pageOf } from './pages.ts';

const { baselines, skills } = KNOWLEDGE;
const OWN = [
  pageOf('org/zones'),
  pageOf('org/buckets', { types: ['AWS::S3::', 'AWS::DynamoDB::Table'] }),
];
const chosen = (need: SkillNeed, own = OWN): readonly string[] =>
  skillsFor(need, {
    baselines,
    skills: [...skills.filter(({ name }) => !name.startsWith('org/')), ...own],
  });

const rows: readonly (readonly [string, SkillNeed, readonly string[]])[] = [
  ['nothing', {}, ['org/zones']],
  ['a type that nobody knows', { resourceTypes: ['AWS::Braket::Job'] }, ['org/zones']],
  ['a page that is not there', { pages: ['core/../secrets'] }, ['org/zones']],
  ['an item that is not there', { items: ['S3-99'] }, ['org/zones']],
  [
    'a bucket, with what the organization says of buckets',
    { resourceTypes: ['AWS::S3::Bucket'] },
    ['org/buckets', 'org/zones', 'aws/s3'],
  ],
  [
    'a volume: two services ask of it',
    { resourceTypes: ['AWS::EC2::Volume'] },
    ['org/zones', 'aws/ebs', 'aws/ec2'],
  ],
  [
    'an item: its service and its pillar',
    { items: ['SQS-03'] },
    ['org/zones', 'well-architected/reliability', 'aws/sqs'],
  ],
  [
    'a policy',
    { items: ['POLICY-NET-02'] },
    ['core/policies', 'org/zones', 'well-architected/security'],
  ],
  [
    'pillars, once each, in the fixed order',
    { pillars: ['Security', 'Cost optimization', 'Security'], pages: ['core/policies'] },
    [
      'core/policies',
      'org/zones',
      'well-architected/cost-optimization',
      'well-architected/security',
    ],
  ],
];

describe('skillsFor', () => {
  it.each(rows)('%s', (_, need, expected) => {
    expect(chosen(need)).toEqual(expected);
  });

  it('a table comes with the organization page that names it exactly', () => {
    expect(chosen({ resourceTypes: ['AWS::DynamoDB::Table'] })).toContain('org/buckets');
    expect(chosen({ resourceTypes: ['AWS::Lambda::Function'] })).not.toContain('org/buckets');
  });
});
