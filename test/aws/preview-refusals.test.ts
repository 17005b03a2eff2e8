import { describe, expect, it } from 'vitest';
import { stackRefusal } from '../../src/aws/preview-refusals.ts';
import type { DeployDraft } from '../../src/plan/step.ts';
import { stack } from '../execute/fake-door.ts';
import { draftOf } from './sandbox-journey.ts';

const said = (draft: DeployDraft, status: string): string => {
  const refusal = stackRefusal(draft, stack({ status, stackName: draft.stackName }));
  return refusal === undefined ? 'used again' : `${refusal.because} ${refusal.next}`;
};

const bucketDraft = (more: Partial<DeployDraft> = {}): DeployDraft =>
  draftOf({ Resources: { Data: { Type: 'AWS::S3::Bucket' } } }, more);

const NAME = 'aws-coworker-7-reports';

describe('what stands under the name of a new stack', () => {
  const rows: readonly (readonly [status: string, words: string])[] = [
    ['REVIEW_IN_PROGRESS', 'used again'],
    ['DELETE_COMPLETE', 'used again'],
    [
      'IMPORT_ROLLBACK_COMPLETE',
      `An import that failed left the empty stack \`${NAME}\`, and it is still there. ` +
        'It is removed now: type `/plan` in a minute. If it stays then too, AWS keeps it, or it ' +
        'is not as that import left it: look at it in AWS, and delete it there.',
    ],
    [
      'ROLLBACK_COMPLETE',
      `The stack ${NAME} exists already (ROLLBACK_COMPLETE). ` +
        `Ask for the stack ${NAME} to be removed first.`,
    ],
    [
      'DELETE_IN_PROGRESS',
      `The stack \`${NAME}\` is being deleted. ` +
        'Type `/plan` in a minute, when its name is free again.',
    ],
    ...['IMPORT_IN_PROGRESS', 'IMPORT_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'].map(
      (status) =>
        [
          status,
          `The stack ${NAME} exists already (${status}). ` +
            'Comment `/plan` when what runs there has ended.',
        ] as const,
    ),
    ...['IMPORT_ROLLBACK_FAILED', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'].map(
      (status) =>
        [
          status,
          `The stack ${NAME} exists already (${status}). ` +
            'Mend or delete the stack in AWS first, then comment `/plan`.',
        ] as const,
    ),
    ...['CREATE_COMPLETE', 'IMPORT_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'].map(
      (status) =>
        [
          status,
          `The stack ${NAME} exists already (${status}). ` +
            'Ask for a change of what exists instead, or use another name.',
        ] as const,
    ),
  ];

  it.each(rows)('%s', (status, words) => {
    expect(said(bucketDraft(), status)).toBe(words);
    expect(said(bucketDraft({ changeSetType: 'IMPORT', imports: [] }), status)).toBe(words);
  });

  it('nothing at all', () => {
    expect(stackRefusal(bucketDraft(), undefined)).toBeUndefined();
  });
});
