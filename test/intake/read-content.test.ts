import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { ACCOUNTS } from './organization.ts';

const read = (...fences: readonly string[]) => {
  const order = 'Upload shared/a.txt to the S3 bucket shelf-of-dev in athena-dev, us-east-1.';
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
    expect(read('Delete the S3 bucket shelf-of-dev.')).toMatchObject({
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
});
