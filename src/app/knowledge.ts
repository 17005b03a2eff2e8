import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { ConfigError } from '../config/parse-config.ts';
import type { Baseline } from '../review/baseline.ts';
import type { SkillPage } from '../review/skills/page.ts';
import { isClone, packageRoot } from './package-root.ts';
import { readBaselines } from './read-baselines.ts';
import { readConfig } from './read-config.ts';
import { readSkills } from './read-skills.ts';
import { ownSkillsFolder, skillsFolder } from './skills-folder.ts';

/** What the application knows beside its code: what it judges by, and what it explains with. */
export interface Knowledge {
  readonly baselines: readonly Baseline[];
  /** In the fixed order; they inform people and models, and decide nothing. */
  readonly skills: readonly SkillPage[];
  /** The workflow that a person commits where nothing deploys a merged pull request. */
  readonly deployWorkflow?: string;
}

/** Files that could not be read as they must; the process does not start with one. */
export class StartRefused extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
    this.name = 'StartRefused';
    this.reasons = reasons;
  }
}

const spell = ({ file, line, reason }: ConfigError): string => `${file}:${line}: ${reason}`;

/**
 * Where configuration is read from unless somebody says otherwise. A clone has the demo
 * organization in it; the package has none, so that nobody works with it by accident.
 */
export const configFolder = (): string => join(isClone ? packageRoot() : process.cwd(), 'config');

/** Reads the configuration folder, or refuses to start with every error. */
export const loadConfig = (folder: string = configFolder()): Config => {
  const parsed = readConfig(folder);
  if (parsed.ok) return parsed.config;
  throw new StartRefused(
    parsed.errors.map((error) => spell({ ...error, file: join(folder, error.file) })),
  );
};

const readDeployWorkflow = (): string =>
  readFileSync(join(packageRoot(), 'infrastructure/github/aws-coworker-deploy.yml'), 'utf8');

/**
 * Reads every baseline and every page of the skills folder, those of the organization laid over the
 * core, or refuses to start. `folder` is that of the configuration, beside which the
 * organization's own stand.
 */
export const readKnowledge = (folder: string = configFolder()): Knowledge => {
  const own = ownSkillsFolder(folder);
  const baselines = readBaselines(skillsFolder(), own);
  const skills = readSkills(skillsFolder(), own);
  if (!baselines.ok) throw new StartRefused([spell(baselines.error)]);
  if (!skills.ok) throw new StartRefused([spell(skills.error)]);
  return {
    baselines: baselines.value,
    skills: skills.value,
    deployWorkflow: readDeployWorkflow(),
  };
};
