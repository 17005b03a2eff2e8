import type { Refusal } from '../task/refusal.ts';
import type { TaskDraft } from './task-draft.ts';

/** "Import the topic alerts into a stack": what is there would be taken into CloudFormation. */
const IMPORT = new RegExp(
  String.raw`\bimport(?:ing)?\b[^.;\n]{1,90}?\b(?:in ?to|under|to)\s+(?:an? |the |our )?` +
    String.raw`(?:\w+ )?(?:stack|cloudformation|template)\b`,
  'i',
);

/** Why nothing is imported into a stack; undefined for everything else. It is no creation. */
export const refuseImport = ({ taskType, clause }: TaskDraft): Refusal | undefined =>
  taskType === 'CreateResource' && IMPORT.test(clause)
    ? {
        code: 'unsupported-task',
        because:
          'A change set that takes what is there into a stack is not made from here: no plan ' +
          'imports, so that none can take over what nobody approved.',
        next:
          'Leave it as it is: what no stack owns is changed and deleted here by its own name. Or ' +
          'import it yourself, in the console of CloudFormation.',
      }
    : undefined;
