import { readBaselines } from '../../src/app/read-baselines.ts';
import type { Template, TemplateResource } from '../../src/plan/template.ts';
import type { Baseline, BaselineItem, Check } from '../../src/review/baseline.ts';
import type { CheckContext, Judgement } from '../../src/review/checks/judgement.ts';
import { overWorlds } from '../../src/review/checks/judgement.ts';
import { judgeCheck } from '../../src/review/judge.ts';
import { modelsOf } from '../../src/review/template/model.ts';

/** The baselines of the repository; a broken one fails every test that needs them. */
export const loadBaselines = (): readonly Baseline[] => {
  const loaded = readBaselines('skills');
  if (loaded.ok) return loaded.value;
  throw new Error(`${loaded.error.file}:${loaded.error.line}: ${loaded.error.reason}`);
};

/** The item of an id; a test that names none is wrong. */
export const itemOf = (baselines: readonly Baseline[], id: string): BaselineItem => {
  const found = baselines.flatMap(({ items }) => items).find((item) => item.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
};

/** A template of some resources. */
export const templateOf = (
  resources: Readonly<Record<string, TemplateResource>>,
  rest: Partial<Template> = {},
): Template => ({ ...rest, Resources: resources });

const CONTEXT: CheckContext = { tier: 'development', stackTags: {}, isLive: false };

/** Judges one check on the resource `It` of a template, over all its worlds. */
export const judgeIt = (
  check: Check,
  template: Template,
  context: Partial<CheckContext> = {},
): Judgement => {
  const models = modelsOf(template, { parameters: {}, pseudo: {} });
  return overWorlds(
    models.flatMap((model) => {
      const resource = model.resources.get('It');
      if (resource === undefined) return [];
      const subject = { resource, properties: resource.properties, model };
      return [
        judgeCheck(check, { ...subject, context: { ...CONTEXT, ...context }, judge: judgeCheck }),
      ];
    }),
  );
};
