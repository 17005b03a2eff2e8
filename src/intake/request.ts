import type { PlaceTexts, Where } from './resolve-places.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** An issue, read but not yet placed. */
export interface ReadRequest {
  readonly drafts: readonly TaskDraft[];
  /** Text that spoke to the application was left out. */
  readonly hasInstructions: boolean;
  /** All visible words, for the tier. */
  readonly words: string;
  readonly isAboutOrganization: boolean;
  readonly placesFor: (draft: TaskDraft) => PlaceTexts;
  /** What the rest of the issue says against the place that was read. */
  readonly clashes: (draft: TaskDraft, where: Where) => readonly Problem[];
}
