import { regex } from './words/regex.ts';
import type { VerbHit } from './find-verbs.ts';
import { CONDITION } from './words/phrases.ts';
import { VERB_OF } from './words/verb-words.ts';

const PASSIVE = regex(
  'giu',
  String.raw`\b(?:(?:needs?|has|have|must|ought|is|are) to|must|should|shall) be (created|`,
  String.raw`deployed|`,
  'deleted|removed|terminated|stopped|started|rebooted|restarted|',
  'resized|scaled|updated|upgraded|enabled|disabled|rotated|',
  'invalidated|emptied|increased|raised|reduced|lowered|changed|',
  String.raw`extended|tagged)\b(?! (?:already|automatically|by (?:now|the|our|itself)|yet))`,
);
const ACTIVE: Readonly<Record<string, string>> = {
  stopped: 'stop',
  resized: 'resize',
  scaled: 'scale',
  tagged: 'tag',
  emptied: 'empty',
  deployed: 'deploy',
  restarted: 'restart',
  started: 'start',
  rebooted: 'reboot',
  lowered: 'lower',
  extended: 'extend',
};
const activeOf = (participle: string): string => ACTIVE[participle] ?? participle.replace(/d$/, '');

/** "The stack needs to be deleted": orders in which the target comes first. */
export const passives = (text: string): readonly VerbHit[] =>
  [...text.matchAll(PASSIVE)].flatMap((match) => {
    const row = VERB_OF.get(activeOf((match[1] ?? '').toLowerCase()));
    if (row === undefined || CONDITION.test(text)) return [];
    const end = match.index + match[0].length;
    const { taskType, action } = row;
    return [
      {
        taskType,
        order: 'any' as const,
        word: match[1] ?? '',
        attaches: false,
        clauseStart: 0,
        start: match.index,
        end,
        ...(action === undefined ? {} : { action }),
      },
    ];
  });
