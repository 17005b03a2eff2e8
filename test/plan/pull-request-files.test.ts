import { describe, expect, it } from 'vitest';
import { digestPlan, sha256 } from '../../src/plan/digest.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { branchOf, filesOf, stepsWithoutFile } from '../../src/plan/pull-request-files.ts';
import type { Step } from '../../src/plan/step.ts';
import { sure } from '../services/samples.ts';
import { request } from './fixtures.ts';

const planned = (): Plan => {
  const made = makePlan(request());
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};

const withStep = (step: Partial<Step>): ReturnType<typeof digestPlan> => {
  const plan = planned();
  return digestPlan({ ...plan, steps: [{ ...plan.steps[0], ...step } as Step] });
};

describe('filesOf', () => {
  it('is nothing for a plan without steps', () => {
    expect([...filesOf(digestPlan({ ...planned(), steps: [] }))]).toEqual([]);
  });

  it('A81 writes template, parameters and digest below infrastructure/ only', () => {
    const files = filesOf(digestPlan(planned()));
    const base = 'infrastructure/333333333333/us-east-1/aws-coworker-42-reports';
    expect([...files.keys()]).toEqual([
      `${base}/template.json`,
      `${base}/parameters.json`,
      `${base}/reviewed.json`,
    ]);
    const reviewed = JSON.parse(files.get(`${base}/reviewed.json`) ?? '') as Record<string, string>;
    expect(reviewed['templateSha256']).toBe(sha256(files.get(`${base}/template.json`) ?? ''));
    expect(reviewed['parametersSha256']).toBe(sha256(files.get(`${base}/parameters.json`) ?? ''));
    expect(reviewed['planDigest']).toBe(digestPlan(planned()).digest);
  });

  it('writes one file of what is only proposed, which no deployment knows', () => {
    const files = filesOf(withStep({ isProposed: true }));
    expect([...files.keys()]).toEqual(['infrastructure/organization/aws-coworker-42-reports.json']);
  });

  it('keeps a YAML template as it was given', () => {
    const files = filesOf(withStep({ templateBody: 'Resources: {}\n' }));
    expect([...files].find(([path]) => path.endsWith('template.yaml'))?.[1]).toBe(
      'Resources: {}\n',
    );
  });

  it('says the tier of the account and the phase, by which the deployment is ordered', () => {
    const reviewed = [...filesOf(digestPlan(planned()))].find(([path]) =>
      path.endsWith('/reviewed.json'),
    );
    expect(JSON.parse(reviewed?.[1] ?? '')).toMatchObject({ tier: 'development', phase: 1 });
  });

  it.each([
    ['at most as long as every session', 40, { schemaVersion: 1 }],
    ['longer, which an older workflow refuses', 41, { schemaVersion: 2, minutes: 41 }],
  ])('says how long a stack can take: %s', (_name, slowestMinutes, said) => {
    const [text = ''] = [...filesOf(withStep({ slowestMinutes }))].flatMap(([path, file]) =>
      path.endsWith('/reviewed.json') && file !== null ? [file] : [],
    );
    const { schemaVersion, minutes } = JSON.parse(text) as Record<string, unknown>;
    expect({ schemaVersion, ...(minutes === undefined ? {} : { minutes }) }).toEqual(said);
  });

  it('a removal deletes the files, whichever form the template had', () => {
    const files = filesOf(withStep({ kind: 'remove' }));
    expect([...files.values()]).toEqual([null, null, null, null]);
    expect([...files.keys()].filter((path) => path.includes('/template.'))).toHaveLength(2);
  });

  it('an operation is a file that runs once', () => {
    const step = { kind: 'operate', operation: 'ec2:stop', target: 'i-1', input: {} } as const;
    const [[path, text] = ['', '']] = [...filesOf(withStep(step))];
    expect(path).toBe('infrastructure/333333333333/us-east-1/operations/issue-42-step-1.json');
    expect(JSON.parse(text ?? '')).toMatchObject({ operation: 'ec2:stop', target: 'i-1' });
  });

  it('an operation says what was planned of it, which is compared before its call', () => {
    const properties = [
      { path: '/DefaultVersionNumber', before: '2', after: '4', recreation: 'Never' },
      { path: '/Properties/LaunchTemplateData/ImageId', after: 'ami-1', recreation: 'Never' },
    ] as const;
    const change = { ...sure(planned().steps[0]?.changes[0]), properties };
    const step = { kind: 'operate', operation: 'x', target: 'lt-1', input: {}, changes: [change] };
    const [[, text] = ['', '']] = [...filesOf(withStep(step as Partial<Step>))];
    expect(JSON.parse(text ?? '')).toMatchObject({
      planned: [
        { path: '/DefaultVersionNumber', before: '2', after: '4' },
        { path: '/Properties/LaunchTemplateData/ImageId', after: 'ami-1' },
      ],
    });
  });

  it('a change of what no stack owns has no file', () => {
    expect(stepsWithoutFile(withStep({ kind: 'change' }))).toHaveLength(1);
  });
});

describe('branchOf', () => {
  it('names the issue and what it is about', () => {
    expect(branchOf(digestPlan(planned()))).toBe('aws-coworker/issue-42-reports');
  });

  it('holds nothing but letters, digits and hyphens, whatever the stack is called', () => {
    const digested = withStep({ stackName: '../../.github/Workflows; rm -rf' });
    expect(branchOf(digested)).toMatch(/^aws-coworker\/issue-42-[a-z0-9-]+$/);
  });
});
