import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployerRole } from '../../sandbox/roles/deployer.ts';
import { FAMILY_OPERATIONS, familyPolicies } from '../../sandbox/roles/families/families.ts';
import { operatorRole } from '../../sandbox/roles/operator.ts';
import { previewerRole } from '../../sandbox/roles/previewer.ts';
import { readerRole } from '../../sandbox/roles/reader.ts';
import type { RoleContext, RoleDocuments, RoleMaker } from '../../sandbox/roles/role-documents.ts';
import { sessionReadPolicy } from '../../sandbox/roles/session-read.ts';
import { WATCH_READS } from '../../src/aws/watch-policy.ts';
import { Fault } from '../../src/task/fault.ts';
import { ROOT } from '../source-files.ts';

const CONTEXT: RoleContext = {
  accountId: '000000000000',
  toolingAccountId: '111111111111',
  organizationId: 'o-exampleorgid',
  externalId: 'example-external-id',
};

interface Place {
  readonly logicalId: string;
  readonly sid: string;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Lines of a block whose head stands at `at`: all that is indented deeper, blank lines included. */
const endOfBlock = (lines: readonly string[], at: number): number => {
  const depth = indentOf(lines[at] ?? '');
  const next = lines.findIndex(
    (line, n) => n > at && line.trim() !== '' && indentOf(line) <= depth,
  );
  return next === -1 ? lines.length : next;
};

const findFrom = (lines: readonly string[], from: number, wanted: string): number => {
  const at = lines.findIndex((line, n) => n >= from && line.trim() === wanted);
  if (at !== -1) return at;
  throw new Fault('broken-promise', `no line \`${wanted}\` in a template of the roles`);
};

/** Writes the actions of one statement anew; everything else stays as a person wrote it. */
const withActions = (text: string, place: Place, actions: readonly string[]): string => {
  const lines = text.split('\n');
  const resource = lines.indexOf(`  ${place.logicalId}:`);
  const statement = findFrom(lines, resource, `- Sid: ${place.sid}`);
  const head = findFrom(lines, statement, 'Action:');
  const indent = ' '.repeat(indentOf(lines[head] ?? '') + 2);
  const rows = actions.map((action) => `${indent}- ${action}`);
  return [...lines.slice(0, head + 1), ...rows, ...lines.slice(endOfBlock(lines, head))].join('\n');
};

const actionsOf = (statement: { readonly Action?: unknown } | undefined): readonly string[] =>
  [statement?.Action ?? []].flat().map(String);

const ceilingOf = (make: RoleMaker, sid: string): readonly string[] => {
  const documents: RoleDocuments = make(CONTEXT);
  const statements = documents.policies.flatMap(({ policy }) => policy.Statement);
  return actionsOf(statements.find((one) => one.Sid === sid));
};

const resourceLines = (resource: unknown): readonly string[] =>
  Array.isArray(resource)
    ? ['            Resource:', ...resource.map((arn) => `              - ${String(arn)}`)]
    : ["            Resource: '*'"];

const familyLines = (): readonly string[] =>
  familyPolicies().flatMap(({ name, policy }) => [
    `  ${name.replace('AwsCoworker', '')}:`,
    '    Type: AWS::IAM::ManagedPolicy',
    '    Properties:',
    `      ManagedPolicyName: ${name}`,
    '      Description: What CloudFormation may forward for one family of services',
    '      PolicyDocument:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Sid: Forwarded',
    '            Effect: Allow',
    '            Action:',
    ...actionsOf(policy.Statement[0]).map((action) => `              - ${action}`),
    ...resourceLines(policy.Statement[0]?.Resource),
    '            Condition:',
    '              ForAnyValue:StringEquals:',
    '                aws:CalledVia:',
    '                  - cloudformation.amazonaws.com',
  ]);

/** The policies of the families as the template that installs them; its head is a person's. */
export const renderFamilies = (): string => {
  const [head = ''] = readFileSync(join(ROOT, 'infrastructure/families.yaml'), 'utf8').split(
    /(?<=^Resources:\n)/m,
  );
  return `${head}${familyLines().join('\n')}\n`;
};

/** A role with the policies of all families; they are installed before it. */
const withFamilies = (text: string, role: string): string => {
  const lines = text.split('\n');
  const head = findFrom(lines, lines.indexOf(`  ${role}:`), 'ManagedPolicyArns:');
  const arns = familyPolicies().map(
    ({ name }) => `        - !Sub arn:aws:iam::\${AWS::AccountId}:policy/${name}`,
  );
  return [...lines.slice(0, head + 1), ...arns, ...lines.slice(endOfBlock(lines, head))].join('\n');
};

type Row = readonly [logicalId: string, sid: string, actions: () => readonly string[]];

const fill = (file: string, rows: readonly Row[]): string =>
  rows.reduce(
    (text, [logicalId, sid, actions]) => withActions(text, { logicalId, sid }, actions()),
    readFileSync(join(ROOT, file), 'utf8'),
  );

/** `readers.yaml` with the reads of every service. */
export const renderReaders = (): string =>
  fill('infrastructure/readers.yaml', [
    ['Reader', 'Read', () => ceilingOf(readerRole, 'Read')],
    ['Previewer', 'Read', () => ceilingOf(previewerRole, 'Read')],
  ]);

/** `deployers.yaml` with what each family may do. */
export const renderDeployers = (): string =>
  withFamilies(
    fill('infrastructure/deployers.yaml', [
      ['SessionRead', 'ForwardedReads', () => actionsOf(sessionReadPolicy.Statement[1])],
      ['Watch', 'Watch', () => WATCH_READS],
      ['Deployer', 'ForwardedReads', () => ceilingOf(deployerRole, 'ForwardedReads')],
      ['Deployer', 'ForwardedWrites', () => ceilingOf(deployerRole, 'ForwardedWrites')],
      ['Operator', 'Read', () => ceilingOf(operatorRole, 'Read')],
      ['Operator', 'Operate', () => ceilingOf(operatorRole, 'Operate')],
    ]),
    'Deployer',
  );

const PIPELINE_OPERATIONS: readonly string[] = [
  'dynamodb:CreateBackup',
  'ec2:CreateImage',
  'ec2:CreateSnapshot',
  'ec2:DeleteSnapshot',
  'ec2:RebootInstances',
  'ec2:ReleaseAddress',
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:TerminateInstances',
];

/** `pipeline.yaml` with what each family may do. */
export const renderPipeline = (): string =>
  withFamilies(
    fill('infrastructure/pipeline.yaml', [
      ['Pipeline', 'ForwardedReads', () => ceilingOf(deployerRole, 'ForwardedReads')],
      ['Pipeline', 'ForwardedWrites', () => ceilingOf(deployerRole, 'ForwardedWrites')],
      [
        'Pipeline',
        'Operations',
        () => [...new Set([...PIPELINE_OPERATIONS, ...FAMILY_OPERATIONS])].sort(),
      ],
    ]),
    'Pipeline',
  );
