import type { Template } from '../../plan/template.ts';
import type { Refusal } from '../../task/refusal.ts';
import { EDIT } from '../edit-issue.ts';
import { nameIn } from './names.ts';

/**
 * Why a stack can not be made: what its network brings for the review would take the place of
 * something that the issue asks for. Undefined where nothing does. Pure.
 */
export const writtenOver = (asked: Template, mended: Template): Refusal | undefined => {
  const id = Object.keys(asked.Resources).find(
    (one) => mended.Resources[one]?.Type !== asked.Resources[one]?.Type,
  );
  if (id === undefined) return undefined;
  return {
    code: 'contradictory',
    because:
      `\`${nameIn(asked, id)}\` would stand where the network keeps a part that its review ` +
      'brings.',
    next: `Give it another name. ${EDIT}`,
  };
};
