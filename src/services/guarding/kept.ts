import type { TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';

/** A resource that stays when its stack goes, and when another takes its place. */
export const keptResource = (Type: string, Properties: JsonObject): TemplateResource => ({
  Type,
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties,
});
