import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { CfnTemplate } from './template-text.ts';

const gotten = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((each: Json) => gotten(each));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Fn::GetAtt') {
      return [String(Array.isArray(member) ? member[0] : String(member).split('.')[0])];
    }
    const pattern = key === 'Fn::Sub' ? (Array.isArray(member) ? member[0] : member) : undefined;
    const inText =
      typeof pattern === 'string'
        ? [...pattern.matchAll(/\$\{([A-Za-z0-9]+)\.[^}]+\}/g)].map((match) => match[1] ?? '')
        : [];
    return [...inText, ...gotten(member)];
  });
};

/** The resources whose attributes the template asks for: those are read after they are made. */
export const readTargets = (template: CfnTemplate): ReadonlySet<string> =>
  new Set([
    ...Object.values(template.Resources).flatMap((each) => gotten(each.Properties)),
    ...Object.values(template.Outputs).flatMap((each) => gotten(each)),
  ]);
