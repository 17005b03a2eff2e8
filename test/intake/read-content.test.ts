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

describe('content that stands in no block', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['is announced', `Upload a.txt ${AT} with this content:\n\nHello\nKey: other.txt`],
    ['is a line of its own', `Upload a.txt ${AT}.\n\nContent: hello\nKey: other.txt`],
  ];

  it.each(rows)('is asked for where it %s, and no line of it is a field', (_, order) => {
    const asked = readWith(order);
    expect(asked).toMatchObject({ kind: 'ask' });
    expect(JSON.stringify(asked)).toContain('"field":"content"');
  });

  it('a line that says the key is read, and two are asked about', () => {
    const order = `Upload a.txt ${AT}.\n\nKey: shared/a.txt`;
    expect(readWith(order)).toMatchObject({
      tasks: [{ parameters: { file: 'a.txt', key: 'shared/a.txt' } }],
    });
    expect(readWith(`${order}\nKey: b.txt`)).toMatchObject({ kind: 'ask' });
    const told = `Upload a file with this content ${AT}.\n\nKey: a.txt`;
    expect(readWith(told, 'Hello\nKey: b.txt')).toMatchObject({
      tasks: [{ parameters: { key: 'a.txt', content: 'Hello\nKey: b.txt' } }],
    });
  });
});

describe('a form that asks for an upload', () => {
  const form = (taskType: string, details: string): string =>
    Object.entries({
      'Task type': taskType,
      Service: 'S3 bucket',
      Account: 'athena-dev',
      Region: 'us-east-1',
      Name: 'shelf-of-dev',
      Details: details,
    })
      .map(([title, text]) => `### ${title}\n\n${text}`)
      .join('\n\n');
  const upload = 'Upload this under the key a.txt.';

  it('is one task alone', () => {
    expect(readWith(form('UpdateResource', upload), 'Hello')).toMatchObject({
      tasks: [{ parameters: { action: 'upload', key: 'a.txt', content: 'Hello' } }],
    });
  });

  it.each([
    ['makes the bucket too', 'CreateResource', upload],
    ['deletes a queue too', 'UpdateResource', `${upload} Also delete the queue jobs-of-dev.`],
    ['holds its content in no block', 'UpdateResource', 'Upload a.txt with this content: Hello'],
  ])('is asked about where it %s', (name, taskType, details) => {
    const fences = name.includes('block') ? [] : ['Hello'];
    expect(readWith(form(taskType, details), ...fences)).toMatchObject({ kind: 'ask' });
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
