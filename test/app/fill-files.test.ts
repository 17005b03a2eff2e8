import { describe, expect, it } from 'vitest';
import { fillFiles } from '../../src/app/fill-files.ts';
import type { MutationTask, TaskParameters } from '../../src/task/aws-task.ts';
import { issue, taskOf } from '../services/samples.ts';

const github = (files: Readonly<Record<string, string>>) => ({
  asked: [] as string[],
  readFile(_ref: unknown, path: string) {
    this.asked.push(path);
    return Promise.resolve(files[path]);
  },
});

const upload = (parameters: TaskParameters): MutationTask =>
  taskOf('AWS::S3::Bucket', 'UpdateResource', { name: 'shelf', action: 'upload', ...parameters });

const fill = async (files: Readonly<Record<string, string>>, task: MutationTask) => {
  const repository = github(files);
  const filled = await fillFiles(repository, issue.ref, [task]);
  return { filled, asked: repository.asked };
};

describe('the content of an upload', () => {
  it('is the file of the default branch that is named', async () => {
    const { filled } = await fill({ 'config/app.json': '{}' }, upload({ file: 'config/app.json' }));
    expect(filled).toMatchObject({ ok: true, value: [{ parameters: { content: '{}' } }] });
  });

  it('is not looked for where the issue gives it, nor for anything else', async () => {
    const given = await fill({}, upload({ file: 'a.txt', content: 'hello' }));
    const empty = taskOf('AWS::S3::Bucket', 'UpdateResource', { name: 's', action: 'empty' });
    const other = await fill({}, empty);
    expect([...given.asked, ...other.asked]).toEqual([]);
    expect(given.filled).toMatchObject({ ok: true, value: [{ parameters: { content: 'hello' } }] });
  });

  it.each([
    ['a file that is not there', 'gone.txt', {}, 'template-unreadable'],
    ['a path out of the repository', '../etc/passwd', { '../etc/passwd': 'x' }, 'unreadable'],
    ['a path from the root', '/etc/passwd', { '/etc/passwd': 'x' }, 'unreadable'],
    [
      'a secret',
      'env.txt',
      { 'env.txt': ['AKIA', 'ABCDEFGHIJKLMNOP'].join('') },
      'secret-in-request',
    ],
  ])('is refused for %s', async (_name, file, files, code) => {
    const { filled } = await fill(files, upload({ file }));
    expect(filled.ok ? '' : filled.refusal.code).toContain(code);
  });
});
