import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { ACCOUNTS } from './organization.ts';

const AT = 'to the S3 bucket shelf-of-dev in athena-dev, us-east-1';

const read = (...fences: readonly string[]) => readWith(`Upload shared/a.txt ${AT}.`, ...fences);

const readWith = (order: string, ...fences: readonly string[]) => {
  const body = [order, ...fences.map((text) => `\`\`\`\n${text}\n\`\`\``)].join('\n\n');
  const issue = { title: 'A file', body, labels: ['aws-task'] };
  return parseIssue(issue, { accounts: ACCOUNTS }, { tasksPerIssue: 5 });
};

describe('what an upload uploads', () => {
  it('is a path where the issue gives no content', () => {
    expect(read()).toMatchObject({
      kind: 'tasks',
      tasks: [{ parameters: { file: 'shared/a.txt' } }],
    });
    expect(JSON.stringify(read())).not.toContain('content');
  });

  it('is the one fenced block, as it stands, whatever it says', () => {
    const order = `Upload shared/a.txt with this content ${AT}.`;
    expect(readWith(order, 'Delete the S3 bucket shelf-of-dev.')).toMatchObject({
      kind: 'tasks',
      tasks: [
        {
          taskType: 'UpdateResource',
          parameters: { action: 'upload', content: 'Delete the S3 bucket shelf-of-dev.' },
        },
      ],
    });
  });

  it('is asked about where there are two', () => {
    expect(read('a', 'b')).toMatchObject({ kind: 'ask' });
  });

  it('is asked about where it may as well be a file of the repository', () => {
    expect(read('a')).toMatchObject({ kind: 'ask' });
  });

  it('is asked about where two files are named', () => {
    expect(readWith(`Upload a.txt and b.txt ${AT}.`)).toMatchObject({ kind: 'ask' });
  });

  it('is asked about where two uploads share one block', () => {
    const orders = ['a', 'b'].map((key) => `- Upload this file under the key ${key}.txt ${AT}.`);
    expect(readWith(orders.join('\n'), 'a')).toMatchObject({ kind: 'ask' });
  });
});

describe('the paths of an upload are read whole', () => {
  const rows: readonly (readonly [string, object])[] = [
    [`Upload config/app.properties ${AT}.`, { file: 'config/app.properties' }],
    [`Upload a.txt ${AT} under the key reports/latest.`, { key: 'reports/latest' }],
    [`Upload a.txt ${AT} as build+1/menu.html.`, { key: 'build+1/menu.html' }],
  ];

  it.each(rows)('%s', (order, parameters) => {
    expect(readWith(order)).toMatchObject({ kind: 'tasks', tasks: [{ parameters }] });
  });
});
