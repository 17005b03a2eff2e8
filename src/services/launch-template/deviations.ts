import type { Deviation } from '../../plan/plan.ts';
import type { DraftContext } from '../service.ts';
import type { LaunchTemplateFacts } from './facts-schema.ts';

const followWords = (version: string): string => {
  if (version === '$Latest') return 'starts new ones from the newest version';
  if (version === '$Default') return 'starts new ones from the default version';
  return `goes on starting version ${version}`;
};

const SHOWN = 8;

const followers = ({ groups }: LaunchTemplateFacts): string => {
  const told = groups
    .slice(0, SHOWN)
    .map(({ words, versions }) => `; ${words} ${versions.map(followWords).join(' and ')}`);
  const more = groups.length > SHOWN ? [`; and ${groups.length - SHOWN} groups more`] : [];
  return [...told, ...more].join('');
};

/** What comes of an update: the version that it makes, if any, and whether one is the default. */
export interface Made {
  readonly version: number | undefined;
  readonly isDefault: boolean;
  /** Parts that go with it though nobody named them, such as `UserData`. */
  readonly carried: readonly string[];
}

/** A version rolls nothing: who starts what from now on is said, group by group. */
export const rollDeviation = (
  { task }: DraftContext,
  facts: LaunchTemplateFacts,
  made: Made,
): Deviation => {
  const { name, defaultVersion } = facts;
  const staying = made.isDefault ? '' : `; version ${defaultVersion} stays the default`;
  return {
    taskId: task.id,
    asked: `a change of \`${name}\``,
    planned:
      made.version === undefined
        ? 'another default version'
        : `version ${made.version}, beside those that are there${staying}`,
    because: 'running instances keep the old version until an instance refresh' + followers(facts),
  };
};

const othersWords = (version: number, carried: readonly string[]): string =>
  `it is other than the default version ${version} in ${carried.join(', ')} as well`;

/** A version goes whole: what of it is other than the default, and was not asked, is named. */
export const carriedDeviation = (
  { task }: DraftContext,
  { name, defaultVersion }: LaunchTemplateFacts,
  { carried }: Made,
): readonly Deviation[] =>
  carried.length === 0
    ? []
    : [
        {
          taskId: task.id,
          asked: `a change of \`${name}\``,
          planned: othersWords(defaultVersion, carried),
          because:
            'a version is taken whole; look at these parts first, and at user data yourself: ' +
            'no plan shows what a script says',
        },
      ];
