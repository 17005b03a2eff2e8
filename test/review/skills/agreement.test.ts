import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../../knowledge.ts';
import { AGENT_NAMES } from '../../../src/task/agent-name.ts';
import { PILLARS } from '../../../src/review/finding.ts';
import { LONGEST_PREFIX, prefixOf } from '../../../src/review/skills/prefix.ts';
import {
  pageOfBaseline,
  pageOfPersona,
  pageOfPillar,
  pagesOfType,
} from '../../../src/review/skills/skills-for.ts';
import { allServices } from '../../../src/services/registry.ts';
import { injectionSigns } from '../../../src/review/injection-signs.ts';
import { claimsOf, contradictionsOf, missingOf, WHY } from './agreement.ts';

const knowledge = KNOWLEDGE;
const { baselines, skills } = knowledge;
const names = skills.map(({ name }) => name);

describe('prose and baselines', () => {
  it.each(names)('%s names only items that exist, with their severities', (name) => {
    const page = skills.find((one) => one.name === name);
    expect(contradictionsOf(page?.body ?? '', baselines)).toEqual([]);
  });

  it('a wrong severity, an id of nobody and a severity of a list are all found', () => {
    const body = 'Of `S3-01` (High), `S3-77` (Low), S3-78, `POLICY-NET-02`: (Critical).';
    expect(contradictionsOf(body, baselines)).toEqual([
      'S3-01 is Critical, not High',
      'S3-77 is no item',
      'S3-78 is no item',
    ]);
  });

  const explained = skills.filter(({ body }) => body.includes(WHY));
  it.each(explained.map(({ name }) => name))(
    '%s says why of every critical and high item of its baseline',
    (name) => {
      const page = explained.find((one) => one.name === name);
      const own = baselines.filter((one) => pageOfBaseline(one, skills)?.name === name);
      expect(missingOf(page?.body ?? '', own)).toEqual([]);
    },
  );

  it('each of these has such a section', () => {
    const services = 'cloudformation cloudwatch dynamodb ebs ec2 iam lambda s3 sns sqs'.split(' ');
    const wanted = [
      'core/appropriateness',
      'core/policies',
      ...services.map((one) => `aws/${one}`),
    ];
    expect(wanted.filter((one) => !explained.some(({ name }) => name === one))).toEqual([]);
  });

  it('a section that leaves a critical item out is found', () => {
    const own = baselines.filter(({ prefix }) => prefix === 'EBS' || prefix === 'CFN');
    expect(missingOf(`${WHY}\n\n- \`CFN-03\` (Critical): it is read.`, own)).toEqual([
      'CFN-04',
      'CFN-06',
      'CFN-07',
    ]);
    expect(claimsOf('`S3-01` (Critical), `S3-02`')).toEqual([
      { id: 'S3-01', severity: 'Critical' },
      { id: 'S3-02' },
    ]);
  });
});

describe('there is a page for', () => {
  it.each(allServices.map(({ resourceType }) => resourceType))('the service %s', (type) => {
    expect(pagesOfType(type, knowledge).length).toBeGreaterThan(0);
  });

  it.each([...AGENT_NAMES, 'Cerberus', 'Michael', 'Buddha'] as const)('%s', (name) => {
    expect(names).toContain(pageOfPersona(name));
  });

  it.each(PILLARS)('%s', (pillar) => {
    expect(names).toContain(pageOfPillar(pillar));
  });

  it.each(baselines.map(({ file }) => file))('the baseline %s', (file) => {
    expect(pageOfBaseline({ file }, skills)).toBeDefined();
  });

  it.each(['core/policies', 'core/requests', 'core/questions', 'meta/writing-a-skill'])(
    '%s',
    (name) => {
      expect(names).toContain(name);
    },
  );
});

describe('pages of personas', () => {
  it.each([...AGENT_NAMES, 'Cerberus', 'Michael', 'Buddha'] as const)(
    '%s has two examples, signed, and quotes nobody',
    (name) => {
      const page = skills.find((one) => one.name === pageOfPersona(name));
      const examples = page?.body.match(/^> .+$/gm) ?? [];
      expect(examples).toHaveLength(2);
      const signed = new RegExp(`\`${name} (agent|guardian)\`$`);
      for (const line of examples) expect(line).toMatch(signed);
      expect(page?.body).not.toMatch(/[“”"]/);
    },
  );
});

describe('all pages', () => {
  it('give no orders to a model', () => {
    const signs = skills.flatMap(({ name, body }) =>
      injectionSigns(body).map((sign) => `${name}: ${sign}`),
    );
    expect(signs).toEqual([]);
  });

  it('name no account, ARN or address, and hold no link but of files', () => {
    const wrong = skills.filter(({ body }) => /\b\d{12}\b|\barn:|https?:\/\//.test(body));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('what a question about a bucket needs is a fifth of what may stand before it', () => {
    const bucket = ['core/requests', 'core/questions', 'aws/s3', 'agents/steve-jobs'];
    expect(prefixOf(bucket, skills).match(/<skill name=/g)).toHaveLength(bucket.length);
    expect(prefixOf(bucket, skills).length).toBeLessThan(LONGEST_PREFIX / 5);
  });
});
