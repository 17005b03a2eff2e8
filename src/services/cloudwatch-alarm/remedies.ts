import type { Remedy } from '../service.ts';

/** Every type that a template of this service may hold. */
export const ALARM_TEMPLATE_TYPES = ['AWS::CloudWatch::Alarm'] as const;

/** None: whom an alarm tells is the organization's to say, and its tags stand in the template. */
export const alarmRemedies: readonly Remedy[] = [];
