import { regex } from './words/regex.ts';
import type { VerbHit } from './find-verbs.ts';
import { AFTER_A_TIME, CONDITION, ON_TERMINATION } from './words/phrases.ts';
import { VERB_OF } from './words/verb-words.ts';

const PASSIVE = regex(
  'giu',
  String.raw`\b(?:(?:needs?|has|have|must|ought|is|are) to|must|should|shall) be (created|`,
  String.raw`deployed|launched|provisioned|set up|spun up|`,
  'deleted|removed|terminated|decommissioned|destroyed|dropped|torn down|retired|',
  'stopped|shut down|started|rebooted|restarted|',
  'resized|scaled|updated|upgraded|enabled|disabled|activated|deactivated|rotated|',
  'switched on|switched off|turned on|turned off|switched|bumped|modified|adjusted|doubled|',
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
  launched: 'launch',
  provisioned: 'provision',
  'set up': 'set up',
  'spun up': 'spin up',
  decommissioned: 'decommission',
  destroyed: 'destroy',
  dropped: 'drop',
  'torn down': 'tear down',
  'shut down': 'shut down',
  'switched on': 'switch on',
  'switched off': 'switch off',
  'turned on': 'turn on',
  'turned off': 'turn off',
  switched: 'switch',
  bumped: 'bump',
  modified: 'modify',
  adjusted: 'adjust',
};
const activeOf = (participle: string): string => ACTIVE[participle] ?? participle.replace(/d$/, '');

/** "The stack needs to be deleted": orders in which the target comes first. */
export const passives = (text: string): readonly VerbHit[] =>
  [...text.matchAll(PASSIVE)].flatMap((match) => {
    const end = match.index + match[0].length;
    const row = VERB_OF.get(activeOf((match[1] ?? '').toLowerCase().replaceAll(/\s+/g, ' ')));
    const rest = text.slice(end);
    const isKept =
      row?.taskType === 'DeleteResource' && (AFTER_A_TIME.test(rest) || ON_TERMINATION.test(rest));
    if (row === undefined || isKept || CONDITION.test(text)) return [];
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
