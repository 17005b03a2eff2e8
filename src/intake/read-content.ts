import type { Fence } from './read-markdown.ts';
import type { TaskDraft } from './task-draft.ts';
import { regex } from './words/regex.ts';

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

const isUpload = ({ resourceType, parameters }: TaskDraft): boolean =>
  resourceType === 'AWS::S3::Bucket' && parameters.get('action') === 'upload';

/** Code of a function or the template of a stack, which another task of the issue took. */
const isTaken = ({ text }: Fence, others: readonly TaskDraft[]): boolean =>
  others.some((other) =>
    ['template', 'code', 'content'].some((key) => other.parameters.get(key) === text),
  );

/** "With this content": the words say that the block is what is uploaded. */
const POINTS =
  /\b(?:this|following|these|below)\b|\bwith (?:the )?(?:content|text)|\bcontents?\s*:/i;
/** "Upload a.txt and b.txt": a second file, of which one upload would take only the first. */
const SECOND_FILE = regex(
  'i',
  String.raw`\b(?:upload|put)\s[^;\n]{0,200}?\.\w{1,8}["'\x60]?\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)`,
  String.raw`["'\x60]?[\w./@-]*\w\.\w{1,8}(?![\w.])`,
);

/**
 * Gives an upload its content: the one fence of the issue, as it stands. Several are asked about,
 * since nobody knows which is meant, and so is one beside a path in the repository or beside a
 * second upload; without one the file is that path.
 */
export const withContent = (
  given: TaskDraft,
  fences: readonly Fence[],
  others: readonly TaskDraft[] = [],
): TaskDraft => {
  const draft = asUpload(given);
  if (!isUpload(draft)) return draft;
  const problem = (field: string): TaskDraft => ({
    ...draft,
    problems: [...draft.problems, { field, reason: 'contradictory' }],
  });
  if (SECOND_FILE.test(draft.clause)) return problem('file');
  const [fence, ...more] = fences.filter((one) => !isTaken(one, others));
  if (fence === undefined) return draft;
  const isShared = others.some((other) => isUpload(asUpload(other)));
  const isEither = draft.parameters.has('file') && !POINTS.test(draft.clause);
  if (more.length > 0 || isShared || isEither) return problem('content');
  return { ...draft, parameters: new Map([...draft.parameters, ['content', fence.text]]) };
};
