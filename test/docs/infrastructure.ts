import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, visit } from 'yaml';
import { boundaryPolicy } from '../../sandbox/roles/boundary.ts';
import { deployerRole } from '../../sandbox/roles/deployer.ts';
import { FAMILY_OPERATIONS, familyPolicies } from '../../sandbox/roles/families/families.ts';
import { operatorRole } from '../../sandbox/roles/operator.ts';
import { previewerRole } from '../../sandbox/roles/previewer.ts';
import { readerRole } from '../../sandbox/roles/reader.ts';
import type { RoleContext, RoleDocuments, RoleMaker } from '../../sandbox/roles/role-documents.ts';
import { sessionGatePolicy } from '../../sandbox/roles/session-gate.ts';
import { sessionReadPolicy } from '../../sandbox/roles/session-read.ts';
import { watchPolicy } from '../../sandbox/roles/watch.ts';
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

/** A value as lines of a template, the account of the installation put in by CloudFormation. */
const yamlLines = (value: unknown, indent: number): readonly string[] => {
  const document = new Document(JSON.parse(JSON.stringify(value)));
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string') return;
      // A date to readers of an older YAML.
      if (node.value === '2012-10-17') node.type = 'QUOTE_SINGLE';
      if (!node.value.includes(CONTEXT.accountId)) return;
      node.value = node.value.replaceAll(CONTEXT.accountId, '${AWS::AccountId}');
      node.tag = '!Sub';
    },
  });
  const text = document.toString({ lineWidth: 0, singleQuote: true });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(indent) + line);
};

/** Writes what stands under one property of a resource anew. */
const withProperty = (
  text: string,
  { logicalId, property }: { readonly logicalId: string; readonly property: string },
  value: unknown,
): string => {
  const lines = text.split('\n');
  const head = findFrom(lines, lines.indexOf(`  ${logicalId}:`), `${property}:`);
  const rows = yamlLines(value, indentOf(lines[head] ?? '') + 2);
  return [...lines.slice(0, head + 1), ...rows, ...lines.slice(endOfBlock(lines, head))].join('\n');
};

const withPolicies = (text: string, logicalId: string, make: RoleMaker): string =>
  withProperty(
    text,
    { logicalId, property: 'Policies' },
    make(CONTEXT).policies.map(({ name, policy }) => ({
      PolicyName: name,
      PolicyDocument: policy,
    })),
  );

const withDocument = (text: string, logicalId: string, policy: unknown): string =>
  withProperty(text, { logicalId, property: 'PolicyDocument' }, policy);

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

/** `readers.yaml` with what each policy holds; names and trust are a person's. */
export const renderReaders = (): string => {
  const file = readFileSync(join(ROOT, 'infrastructure/readers.yaml'), 'utf8');
  return withPolicies(withPolicies(file, 'Reader', readerRole), 'Previewer', previewerRole);
};

/** `deployers.yaml` with what each policy holds; names and trust are a person's. */
export const renderDeployers = (): string => {
  const file = readFileSync(join(ROOT, 'infrastructure/deployers.yaml'), 'utf8');
  const documents: readonly (readonly [string, unknown])[] = [
    ['Boundary', boundaryPolicy],
    ['SessionRead', sessionReadPolicy],
    ['Watch', watchPolicy],
    ['SessionGate', sessionGatePolicy(CONTEXT.accountId)],
  ];
  const filled = documents.reduce((text, [id, policy]) => withDocument(text, id, policy), file);
  const deployer = withPolicies(filled, 'Deployer', deployerRole);
  return withFamilies(withPolicies(deployer, 'Operator', operatorRole), 'Deployer');
};

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
