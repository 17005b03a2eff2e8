import type { Fence } from './read-markdown.ts';
import type { TaskDraft } from './task-draft.ts';

/**
 * Gives an upload its content: the one fence of the issue, as it stands. Several are asked about,
 * since nobody knows which is meant; without one the file is a path in the repository.
 */
export const withContent = (draft: TaskDraft, fences: readonly Fence[]): TaskDraft => {
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
