import type { Requirement } from '../approve/requirement.ts';
import type { Circle } from '../config/config.ts';
import { listed, plural } from './markdown.ts';
import { quoteInline } from './quote.ts';

/** Who is in a circle, as one phrase: `*maintain*, *admin* or a member of `acme/platform``. */
export const circleWords = ({ roles, teams, ids }: Circle): string => {
  const named = ids.length === 0 ? [] : [`${plural(ids.length, 'person', 'people')} named by id`];
  const words = [
    ...roles.map((role) => `*${role.replaceAll(/[^A-Za-z0-9 -]/g, '')}*`),
    ...teams.map((team) => `a member of ${quoteInline(team)}`),
    ...named,
  ];
  return words.length === 0 ? 'nobody: no approver is configured' : listed(words, 'or');
};

/** How many people must approve, who they may be, and whether the requester may be one. */
export const approvalWords = (requirement: Requirement, approvers: Circle): string => {
  const { people, allowsSelf, groups } = requirement;
  const who = people === 1 ? '1 person' : '2 different people';
  const routed = groups.map((group) => quoteInline(group));
  return [
    `${who} with ${circleWords(approvers)}`,
    allowsSelf ? 'who asked may be one' : 'not who asked, labelled or edited it',
    ...(routed.length === 0 ? [] : [`because of its cost shown to ${listed(routed)}`]),
  ].join('; ');
};
