import type { Region } from '../../task/ids.ts';
import { accessName } from '../ec2-instance/template.ts';

/** Instead of a stack's name: a group knows of a launch template only its name. */
export const accessSource = (region: Region | string, name: string): string =>
  `${name.replaceAll(/[^\w.-]/g, '-')}-${region}`;

/**
 * Role and profile of what starts from a launch template of ours. Named for the template, so that
 * whoever makes a group of it passes this one role and no other.
 */
export const launchAccess = (region: Region | string, name: string): string =>
  accessName(accessSource(region, name));
