import type { SkillPage } from '../../../src/review/skills/page.ts';

/** A page by its name; the rest as it is said. */
export const pageOf = (name: string, given: Partial<SkillPage> = {}): SkillPage => ({
  name,
  description: `About ${name}.`,
  body: `# ${name}`,
  file: `skills/${name}/SKILL.md`,
  ...given,
});
