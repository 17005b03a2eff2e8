import { withFunctionCode } from './read-function-code.ts';
import type { Fence } from './read-markdown.ts';
import { withParameters, withTemplate } from './read-template.ts';
import type { TaskDraft } from './task-draft.ts';

/** Gives a task what stands in fenced blocks: the template of a stack, the code of a function. */
export const withFences = (draft: TaskDraft, text: string, fences: readonly Fence[]): TaskDraft =>
  withFunctionCode(withTemplate(withParameters(draft, text), fences), fences);
