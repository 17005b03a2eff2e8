import { isMutationDraft } from './assemble.ts';
import type { TaskDraft } from './task-draft.ts';

/** A change beside a table that is not read is asked about: its cells may be what is wanted. */
export const withTables = (draft: TaskDraft, tables: readonly string[]): TaskDraft =>
  tables.length === 0 || !isMutationDraft(draft)
    ? draft
    : { ...draft, problems: [...draft.problems, { field: 'details', unread: tables.slice(0, 5) }] };
