/** What a page may hold at most, its frontmatter included. */
export const LONGEST_PAGE = 6000;

/**
 * One page of knowledge, in the Agent Skills format: a folder with a `SKILL.md`. It informs people
 * and models; nothing is decided by it. What the machine decides by stands in `baseline.yml`.
 */
export interface SkillPage {
  /** Its folder below `skills/`, such as `aws/s3` or `org/learned/issue-42`. */
  readonly name: string;
  readonly description: string;
  /** Markdown, without the frontmatter, beginning and ending in no blank line. */
  readonly body: string;
  readonly file: string;
  /** The page of the core that this one is appended to. */
  readonly extends?: string;
  /** For which CloudFormation types it is needed, by their beginnings; absent is for all. */
  readonly types?: readonly string[];
}

/** Over what a model wrote on the page of a lesson: for people, and never for a model again. */
export const MODEL_WORDS = '## In other words';

/** The folder of a path with `/`, as files of pages and baselines are named. */
export const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

/** Groups of pages, in the order in which a model reads them: what is shared most comes first. */
const GROUPS = ['core', 'org', 'well-architected', 'agents', 'aws', 'meta'];

const rankOf = (name: string): number => {
  const rank = GROUPS.indexOf(name.split('/')[0] ?? '');
  return rank === -1 ? GROUPS.length : rank;
};

/** The fixed order of pages, by name alone: the same in every process, language and time zone. */
export const byPlace = (a: string, b: string): number => {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
