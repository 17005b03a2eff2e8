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

const missing = (draft: TaskDraft, field: string): TaskDraft => ({
  ...draft,
  problems: [...draft.problems, { field }],
});

const unclear = (draft: TaskDraft, field: string): TaskDraft => ({
  ...draft,
  problems: [...draft.problems, { field, reason: 'contradictory' }],
});

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
/** "With this content: hello", "Content: hello": what is uploaded is said, and in no block. */
const SAYS = regex(
  'im',
  String.raw`\bwith (?:(?:the|this|these|following|as|its) )*(?:contents?|text|body)\b|`,
  String.raw`\b(?:following|these|this) (?:contents?|text|lines?)\b|^\W*(?:contents?|body)\s*[:=]`,
);
/** "Upload a.txt and b.txt": a second file, of which one upload would take only the first. */
const SECOND_FILE = regex(
  'i',
  String.raw`\b(?:upload|put)\s[^;\n]{0,200}?\.\w{1,8}["'\x60]?\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)`,
  String.raw`["'\x60]?[\w./@-]*\w\.\w{1,8}(?![\w.])`,
);

/** What stands beside one task of an issue. */
interface Beside {
  readonly fences: readonly Fence[];
  readonly others: readonly TaskDraft[];
  /** All that is written outside of blocks. */
  readonly words: string;
}

/** "Make the bucket and upload this": a form is one task alone, and the file would be lost. */
const isLost = ({ taskType, resourceType, clause }: TaskDraft, beside: Beside): boolean =>
  taskType === 'CreateResource' &&
  resourceType === 'AWS::S3::Bucket' &&
  /\bupload (?:this|the following|it)\b/i.test(clause) &&
  beside.fences.some((fence) => !isTaken(fence, beside.others)) &&
  !beside.others.some((other) => isUpload(asUpload(other)));

/**
 * Gives an upload its content: the one fence of the issue, as it stands. Several are asked about,
 * since nobody knows which is meant, and so is one beside a path in the repository or beside a
 * second upload; without one the file is that path. Content outside of a block is asked for in one:
 * Markdown changes it, and its lines would be read as fields.
 */
export const withContent = (given: TaskDraft, { fences, others, words }: Beside): TaskDraft => {
  const draft = asUpload(given);
  if (isLost(draft, { fences, others, words })) return unclear(draft, 'taskType');
  if (!isUpload(draft)) return draft;
  if (SECOND_FILE.test(draft.clause)) return unclear(draft, 'file');
  const [fence, ...more] = fences.filter((one) => !isTaken(one, others));
  if (fence === undefined)
    return SAYS.test(`${draft.clause}\n${words}`) ? missing(draft, 'content') : draft;
  const isShared = others.some((other) => isUpload(asUpload(other)));
  const isEither = draft.parameters.has('file') && !POINTS.test(draft.clause);
  if (more.length > 0 || isShared || isEither) return unclear(draft, 'content');
  return { ...draft, parameters: new Map([...draft.parameters, ['content', fence.text]]) };
};
