import type { Fence } from './read-markdown.ts';
import type { TaskDraft } from './task-draft.ts';

/** "Put the file a.txt into the bucket b": who names a file for a bucket wants it there. */
const asUpload = (draft: TaskDraft): TaskDraft => {
  const { taskType, resourceType, parameters } = draft;
  const isPut =
    taskType === 'UpdateResource' &&
    resourceType === 'AWS::S3::Bucket' &&
    parameters.has('file') &&
    !parameters.has('action');
  return isPut ? { ...draft, parameters: new Map([...parameters, ['action', 'upload']]) } : draft;
};

/**
 * Gives an upload its content: the one fence of the issue, as it stands. Several are asked about,
 * since nobody knows which is meant; without one the file is a path in the repository.
 */
export const withContent = (given: TaskDraft, fences: readonly Fence[]): TaskDraft => {
  const draft = asUpload(given);
  const isUpload =
    draft.resourceType === 'AWS::S3::Bucket' && draft.parameters.get('action') === 'upload';
  const [fence, ...others] = fences;
  if (!isUpload || fence === undefined) return draft;
  if (others.length > 0)
    return {
      ...draft,
      problems: [...draft.problems, { field: 'content', reason: 'contradictory' }],
    };
  return { ...draft, parameters: new Map([...draft.parameters, ['content', fence.text]]) };
};
