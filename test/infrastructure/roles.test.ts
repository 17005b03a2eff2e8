import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { boundaryPolicy } from '../../sandbox/roles/boundary.ts';
import { deployerRole } from '../../sandbox/roles/deployer.ts';
import { operatorRole } from '../../sandbox/roles/operator.ts';
import { previewerRole } from '../../sandbox/roles/previewer.ts';
import { readerRole } from '../../sandbox/roles/reader.ts';
import type { RoleContext, RoleDocuments } from '../../sandbox/roles/role-documents.ts';
import { sessionGatePolicy } from '../../sandbox/roles/session-gate.ts';
import { sessionReadPolicy } from '../../sandbox/roles/session-read.ts';
import { DEFAULT_SCPS } from '../../sandbox/roles/service-control.ts';
import { watchPolicy } from '../../sandbox/roles/watch.ts';
import {
  WATCH_FORWARDED,
  WATCH_READS,
  WATCH_STARTS,
  watchPolicies,
} from '../../src/aws/watch-policy.ts';
import { BOUNDED_ACTIONS, GATE_NAME } from '../../src/execute/session-gate.ts';
import { SESSION_READS, STACK_READS } from '../../src/execute/session-reads.ts';
import { ROOT } from '../source-files.ts';

const context: RoleContext = {
  accountId: '333333333333',
  toolingAccountId: '121212121212',
  organizationId: 'o-exampleorgid',
  externalId: 'example-external-id',
};

const VALUES: Readonly<Record<string, string>> = {
  'AWS::AccountId': context.accountId,
  ToolingAccountId: context.toolingAccountId,
  OrganizationId: context.organizationId,
  ExternalId: context.externalId,
};

const sub = (text: string): string =>
  text.replaceAll(/\$\{([^!}]+)\}/g, (whole, name: string) => VALUES[name] ?? whole);

const customTags = [
  { tag: '!Sub', resolve: sub },
  { tag: '!Ref', resolve: (name: string) => VALUES[name] ?? `<${name}>` },
  { tag: '!GetAtt', resolve: (path: string) => `<${path}>` },
];

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
  readonly Principal?: unknown;
}

interface Policy {
  readonly Statement: readonly Statement[];
}

interface Properties {
  readonly RoleName: string;
  readonly ManagedPolicyName: string;
  readonly PolicyDocument: Policy;
  readonly MaxSessionDuration: number;
  readonly AssumeRolePolicyDocument: Policy;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies: readonly { readonly PolicyName: string; readonly PolicyDocument: Policy }[];
}

interface Installed {
  readonly Resources: Readonly<Record<string, { readonly Type: string; Properties: Properties }>>;
}

const textOf = (name: string): string => readFileSync(join(ROOT, 'infrastructure', name), 'utf8');

const installed = (file: string, logicalId: string): Properties => {
  const template = parse(textOf(file), { customTags }) as Installed;
  const resource = template.Resources[logicalId];
  if (resource === undefined) throw new Error(`${file} has no ${logicalId}`);
  return resource.Properties;
};

/** A managed policy of a family that a role carries. */
const carried = (arn: string): unknown => {
  const name = arn.split('/').at(-1) ?? '';
  const found = installed('families.yaml', name.replace('AwsCoworker', ''));
  return { name: found.ManagedPolicyName, policy: found.PolicyDocument };
};

const documentsOf = (properties: Properties): unknown => {
  const { RoleName, AssumeRolePolicyDocument, ManagedPolicyArns, Policies } = properties;
  return {
    name: RoleName,
    trust: AssumeRolePolicyDocument,
    ...(ManagedPolicyArns === undefined ? {} : { managed: ManagedPolicyArns.map(carried) }),
    policies: Policies.map((one) => ({ name: one.PolicyName, policy: one.PolicyDocument })),
  };
};

const FILES = [
  'workers.yaml',
  'organization-reader.yaml',
  'readers.yaml',
  'families.yaml',
  'deployers.yaml',
  'pipeline.yaml',
];

describe('the roles as installed', () => {
  const rows: readonly (readonly [string, string, RoleDocuments])[] = [
    ['readers.yaml', 'Reader', readerRole(context)],
    ['readers.yaml', 'Previewer', previewerRole(context)],
    ['deployers.yaml', 'Deployer', deployerRole(context)],
    ['deployers.yaml', 'Operator', operatorRole(context)],
  ];

  it.each(rows)('%s %s is what the sandbox enforces', (file, logicalId, documents) => {
    expect(documentsOf(installed(file, logicalId))).toEqual(JSON.parse(JSON.stringify(documents)));
  });

  it('the boundary and the control policies are what the sandbox enforces', () => {
    expect(installed('deployers.yaml', 'Boundary').PolicyDocument).toEqual(boundaryPolicy);
    expect(installed('pipeline.yaml', 'Boundary').PolicyDocument).toEqual(boundaryPolicy);
    for (const scp of DEFAULT_SCPS.filter((one) => one.name !== 'FullAWSAccess')) {
      expect(JSON.parse(textOf(`control-policies/${scp.name}.json`))).toEqual(scp.policy);
    }
  });

  it('the managed session policy holds the reads that the compiler leaves out', () => {
    const document = installed('deployers.yaml', 'SessionRead').PolicyDocument;
    const { Statement } = document;
    expect(document).toEqual(sessionReadPolicy);
    expect(Statement.map((one) => one.Action)).toEqual([
      STACK_READS,
      SESSION_READS,
      'ssm:GetParameters',
    ]);
    expect(Statement[1]?.Condition).toEqual({
      'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    });
  });
});

it('the managed policy of a watching session is what the sandbox enforces', () => {
  const { ManagedPolicyName, PolicyDocument } = installed('deployers.yaml', 'Watch');
  expect(watchPolicies(context.accountId as never, []).policyArns).toEqual([
    `arn:aws:iam::${context.accountId}:policy/${ManagedPolicyName}`,
  ]);
  expect(PolicyDocument).toEqual(watchPolicy);
  expect(PolicyDocument.Statement.map((one) => one.Action)).toEqual([
    WATCH_READS,
    WATCH_STARTS,
    WATCH_FORWARDED,
  ]);
  // The most that AWS takes for one managed policy, without white space.
  expect(JSON.stringify(PolicyDocument).length).toBeLessThanOrEqual(6144);
});

describe('the gate of a deploy session', () => {
  it('denies what the compiler leaves unsaid, and is what the sandbox enforces', () => {
    const { ManagedPolicyName, PolicyDocument } = installed('deployers.yaml', 'SessionGate');
    expect(ManagedPolicyName).toBe(GATE_NAME);
    expect(PolicyDocument).toEqual(sessionGatePolicy(context.accountId));
    expect(PolicyDocument.Statement[1]?.Action).toEqual(BOUNDED_ACTIONS);
  });
});

const denied = (file: string, logicalId: string): ReadonlySet<string> =>
  new Set(
    installed(file, logicalId)
      .Policies.flatMap((one) => one.PolicyDocument.Statement)
      .filter((statement) => statement.Effect === 'Deny')
      .flatMap((statement) => statement.Action ?? []),
  );

describe('explicit denials', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'readers.yaml',
      'Reader',
      [
        's3:GetObject*',
        'dynamodb:GetItem',
        'dynamodb:Scan',
        'sqs:ReceiveMessage',
        'logs:GetLogEvents',
        'logs:FilterLogEvents',
        'secretsmanager:GetSecretValue',
        'ssm:GetParameter*',
        'lambda:GetFunction',
      ],
    ],
    [
      'readers.yaml',
      'Previewer',
      [
        'cloudformation:ExecuteChangeSet',
        'cloudformation:DeleteStack',
        'iam:PassRole',
        'lambda:InvokeFunction',
        's3:GetObject*',
        'cloudformation:CreateChangeSet',
      ],
    ],
    [
      'deployers.yaml',
      'Deployer',
      [
        'cloudformation:CreateChangeSet',
        'cloudformation:CreateStack',
        'cloudformation:UpdateStack',
        'cloudformation:SetStackPolicy',
        'cloudformation:*StackSet*',
        'cloudtrail:StopLogging',
        'guardduty:DeleteDetector',
        'kms:ScheduleKeyDeletion',
        'organizations:LeaveOrganization',
      ],
    ],
    [
      'deployers.yaml',
      'Operator',
      [
        'cloudformation:ExecuteChangeSet',
        'cloudformation:CreateStack',
        'cloudformation:UpdateStack',
        'cloudformation:DeleteStack',
        'cloudtrail:StopLogging',
        'kms:ScheduleKeyDeletion',
      ],
    ],
    ['pipeline.yaml', 'Pipeline', ['cloudtrail:StopLogging', 'kms:ScheduleKeyDeletion']],
  ];

  it.each(rows)('%s %s', (file, logicalId, actions) => {
    const found = denied(file, logicalId);
    expect(actions.filter((action) => !found.has(action))).toEqual([]);
  });

  it('no writing role may touch the roles of the application', () => {
    for (const [file, logicalId] of [
      ['deployers.yaml', 'Deployer'],
      ['deployers.yaml', 'Operator'],
      ['pipeline.yaml', 'Pipeline'],
    ] as const) {
      const own = installed(file, logicalId)
        .Policies.flatMap((one) => one.PolicyDocument.Statement)
        .find((statement) => statement.Sid === 'OwnRoles');
      expect(own).toMatchObject({
        Effect: 'Deny',
        Resource: ['arn:aws:iam::*:role/AwsCoworker*', 'arn:aws:iam::*:policy/AwsCoworker*'],
      });
    }
  });
});

describe('trust', () => {
  it('A59 each role trusts one worker, by external id and organization', () => {
    const trusted = [
      ['organization-reader.yaml', 'OrganizationReader', 'aws-coworker-reader'],
      ['readers.yaml', 'Reader', 'aws-coworker-reader'],
      ['readers.yaml', 'Previewer', 'aws-coworker-reader'],
      ['deployers.yaml', 'Deployer', 'aws-coworker-deployer'],
      ['deployers.yaml', 'Operator', 'aws-coworker-deployer'],
    ] as const;
    for (const [file, logicalId, worker] of trusted) {
      const { Statement } = installed(file, logicalId).AssumeRolePolicyDocument;
      for (const one of Statement) {
        expect(one.Principal).toEqual({ AWS: `arn:aws:iam::121212121212:role/${worker}` });
      }
      expect(Statement[0]?.Condition).toMatchObject({
        StringEquals: {
          'sts:ExternalId': 'example-external-id',
          'aws:PrincipalOrgID': 'o-exampleorgid',
        },
      });
    }
  });

  it('the pipeline is trusted to GitHub alone, every claim compared whole', () => {
    const [only, ...others] = installed('pipeline.yaml', 'Pipeline').AssumeRolePolicyDocument
      .Statement;
    expect(others).toEqual([]);
    expect(only?.Principal).toEqual({ Federated: '<GitHub.Arn>' });
    expect(only?.Condition).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': '<Subject>',
        'token.actions.githubusercontent.com:repository_id': '<RepositoryId>',
        'token.actions.githubusercontent.com:environment': '<GitHubEnvironment>',
        'token.actions.githubusercontent.com:ref': '<Ref>',
      },
    });
  });
});

describe('what AWS takes', () => {
  it('templates travel inline, policies and sessions are of legal size', () => {
    for (const file of FILES) {
      const text = textOf(file);
      expect([file, text.length < 51_200]).toEqual([file, true]);
      const { Resources } = parse(text, { customTags }) as Installed;
      for (const [logicalId, { Type, Properties }] of Object.entries(Resources)) {
        const inline = JSON.stringify((Properties.Policies ?? []).map((one) => one.PolicyDocument));
        const managed = JSON.stringify(Properties.PolicyDocument ?? '');
        expect([logicalId, inline.length < 10_240, managed.length < 6144]).toEqual([
          logicalId,
          true,
          true,
        ]);
        // Only what GitHub runs is not held to the one hour of a chained role.
        const longest = logicalId === 'Pipeline' ? 7200 : 3600;
        if (Type === 'AWS::IAM::Role') expect(Properties.MaxSessionDuration).toBe(longest);
      }
    }
  });

  it('control policies are at most 5,120 characters', () => {
    for (const name of ['own-roles', 'own-role-stacks', 'no-deployers']) {
      const policy: unknown = JSON.parse(textOf(`control-policies/${name}.json`));
      expect(JSON.stringify(policy).length).toBeLessThan(5120);
    }
  });
});
