import type { Json, JsonObject } from '../task/json.ts';

/** One resource of a CloudFormation template. `Properties` may be absent. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
  readonly Metadata?: JsonObject;
}

/** The member of the metadata in which a template of several tasks says whose its resources are. */
export const PARTS_MEMBER = 'CoworkerParts';

/** A CloudFormation template as a value. Short forms of YAML tags are already long (`Fn::Sub`). */
export interface Template {
  readonly AWSTemplateFormatVersion?: string;
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, JsonObject>>;
  readonly Conditions?: JsonObject;
  readonly Mappings?: JsonObject;
  readonly Transform?: Json;
  readonly Metadata?: JsonObject;
  readonly Rules?: JsonObject;
  readonly Hooks?: JsonObject;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, JsonObject>>;
}
