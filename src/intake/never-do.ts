import { regex } from './words/regex.ts';
import type { AwsAccount } from '../task/account.ts';

import type { AwsTaskType } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';
import type { TaskDraft } from './task-draft.ts';

/** Words that end a thing, in every language read. */
const OFF = `(?:${[
  String.raw`disabl\w*|turn\w*\s+(?:\S+\s+){0,6}?off|switch\w*\s+(?:\S+\s+){0,6}?off|\boff\b`,
  String.raw`stop\w*|delet\w*|remov\w*|suspend\w*|paus\w*|deactivat\w*|shut\w*\s+down`,
  String.raw`terminat\w*|kill\w*|get rid|tear|drop|detach\w*|mute|silence|retire|destroy`,
  String.raw`decommission|desactiv\w*|deshabilit\w*|desabilit\w*|apag\w*|deten\w*|elimin\w*`,
  String.raw`borr\w*|exclu\w*|désactiv\w*|arrêt\w*|coup\w*|supprim\w*|deaktivier\w*`,
  String.raw`abschalt\w*|ausschalt\w*|lösch\w*|stopp\w*|schalt\w*\s+(?:\S+\s+){0,6}?(?:ab|aus)`,
  String.raw`entfern\w*|deslig\w*|無効|停止|削除|止め|オフ|关闭|关掉|关了|停用|停掉|禁用|删除|移除`,
].join('|')})`;
const off = (thing: string): RegExp =>
  new RegExp(`(?:${OFF})[^.;\n。]{0,80}(?:${thing})|(?:${thing})[^.;\n。]{0,80}(?:${OFF})`, 'iu');

interface Ban {
  readonly because: string;
  readonly pattern: RegExp;
  /** Only where the order is of these kinds. */
  readonly on?: readonly AwsTaskType[];
}

const CHANGES: readonly AwsTaskType[] = ['UpdateResource', 'DeleteResource'];
const LOSES: readonly AwsTaskType[] = ['DeleteResource'];

/** A flat table of what no plan may ever do, from section 5 of the governance specification. */
const BANS: readonly Ban[] = [
  {
    because: 'CloudTrail is never turned off or deleted.',
    pattern: off('cloud ?trail|\\btrails?\\b|審計跟踪|监控审计日志'),
    on: CHANGES,
  },
  { because: 'GuardDuty is never turned off.', pattern: off('guard ?duty'), on: CHANGES },
  { because: 'Security Hub is never turned off.', pattern: off('security ?hub'), on: CHANGES },
  {
    because: 'AWS Config is never turned off.',
    pattern: off('aws config|config(?:uration)? recorder|\\bconfig (?:service|recording)'),
    on: CHANGES,
  },
  {
    because: 'Backups are never turned off.',
    pattern: off(
      '(?:automatic |automated |nightly |daily )?backups?(?! retention)|' +
        'point-in-time recovery|\\bpitr\\b|copias de seguridad|sauvegardes?|' +
        'sicherungen?|バックアップ|备份|時点恢復|ポイントインタイム',
    ),
    on: ['UpdateResource'],
  },
  {
    because: 'Backups are never turned off.',
    pattern: regex(
      'i',
      String.raw`backup(?:s| retention)?[^.;\n]{0,60}\b(?:to|of|=|:)\s*(?:0|`,
      String.raw`zero|none)(?:\s+days?)?(?![\d.])`,
    ),
    on: ['UpdateResource'],
  },
  {
    because: 'A KMS key is never deleted.',
    pattern: off('kms|customer managed key|\\bcmk\\b|encryption key|alias/'),
    on: LOSES,
  },
  {
    because: 'A KMS key is never deleted.',
    pattern: regex(
      'i',
      String.raw`schedul\w*[^.;\n]{0,60}(?:key|kms)[^.;\n]{0,40}delet|schedul\w*[^.;\n]{0`,
      String.raw`,30}deletion[^.;\n]{0,60}(?:key|kms)|(?:disable|deactivate)[^.;\n]{0,40}`,
      String.raw`(?:kms|encryption key|customer managed key)(?![^.;\n]{0,30}rotation)`,
    ),
  },
  {
    because: 'A service control policy is never removed.',
    pattern: off('\\bscps?\\b|service control polic(?:y|ies)|deny-leave-org'),
    on: CHANGES,
  },
  {
    because: 'An account never leaves the organization.',
    pattern: regex(
      'iu',
      String.raw`\bleave (?:the |our )?(?:aws )?organi[sz]ation|\bLeaveOrganization\b|`,
      String.raw`(?:remove|detach|take|kick|move)\w* [^.;\n]{0,60}(?:out of|`,
      'from|off) (?:the |our )?(?:aws )?organi[sz]ation|(?:close|',
      String.raw`delete)\w* (?:the |our )?(?:aws )?(?:organi[sz]ation|account\b)|`,
      String.raw`abandon\w* la organización|sal(?:ir|ga) de la organización|`,
      String.raw`quitt\w* l'organisation|sair da organização|verlass\w*[^.;\n]{0,30}organ`,
      String.raw`isation|organisation[^.;\n]{0,40}verlass\w*|組織から(?:離脱|`,
      '脱退|削除|外)|(?:退出|离开|移出)(?:该|这个)?(?:AWS ?)?组织',
    ),
  },
  {
    because: "This application's own roles, stacks and state are never a target.",
    pattern: regex(
      'i',
      String.raw`\bAwsCoworker\w*|\baws-coworker(?!-\d+-)[\w-]*|\b(?:your|the bot'?s|`,
      "this bot'?s|the app(?:lication)?'?s) own (?:role|stack|",
      'permissions?|polic)',
    ),
  },
  {
    because: 'The administrator policy is never given out by a plan.',
    pattern: /\b(?:attach|add|grant|give|assign|put)\w*[^.;\n]{0,60}AdministratorAccess/i,
  },
  {
    because: 'An empty log of an audit is never made.',
    pattern:
      /(?:empty|purge|wipe|clear|delete)\w*[^.;\n]{0,60}(?:cloudtrail|audit|access)[-\s]?logs?\b/i,
    on: CHANGES,
  },
  {
    because: 'Root credentials are never used or made.',
    pattern: /\broot (?:user )?(?:access )?(?:keys?|credentials?|login)\b/i,
    on: ['CreateResource'],
  },
];

const isBanned = (ban: Ban, draft: TaskDraft): boolean => {
  const { taskType } = draft;
  if (taskType === undefined || isReadingTask(taskType)) return false;
  return (ban.on === undefined || ban.on.includes(taskType)) && ban.pattern.test(draft.clause);
};

const isReadingTask = (taskType: AwsTaskType): boolean =>
  taskType === 'DiscoverResources' ||
  taskType === 'OptimizeCosts' ||
  taskType === 'SecurityAudit' ||
  taskType === 'HealthCheck';

const TURNS_OFF = new RegExp(OFF, 'iu');
const WATCHES: ReadonlySet<string> = new Set([
  'AWS::CloudTrail::Trail',
  'AWS::GuardDuty::Detector',
  'AWS::SecurityHub::Hub',
  'AWS::Config::ConfigurationRecorder',
]);

/** In whatever words: a change that names the administrator policy among the policies of a role. */
const givesAdministrator = ({ taskType, parameters }: TaskDraft): boolean => {
  if (taskType !== 'CreateResource' && taskType !== 'UpdateResource') return false;
  return /AdministratorAccess/i.test(JSON.stringify(parameters.get('managedPolicies') ?? ''));
};

const isBannedByShape = (draft: TaskDraft): string | undefined => {
  const { taskType, resourceType, parameters } = draft;
  if (givesAdministrator(draft)) return 'The administrator policy is never given out by a plan.';
  if (taskType === 'DeleteResource') {
    if (resourceType === 'AWS::KMS::Key') return 'A KMS key is never deleted.';
    if (resourceType === 'AWS::CloudTrail::Trail')
      return 'CloudTrail is never turned off or deleted.';
    if (resourceType === 'AWS::GuardDuty::Detector') return 'GuardDuty is never turned off.';
    if (resourceType === 'AWS::SecurityHub::Hub') return 'Security Hub is never turned off.';
    if (resourceType === 'AWS::Config::ConfigurationRecorder')
      return 'AWS Config is never turned off.';
    if (resourceType === 'AWS::Organizations::Organization')
      return 'The organization is never changed.';
  }
  if (taskType !== 'UpdateResource') return undefined;
  if (WATCHES.has(resourceType ?? '') && TURNS_OFF.test(draft.clause))
    return 'Audit and detection are never turned off.';
  const isBare =
    parameters.get('pointInTimeRecovery') === false ||
    parameters.get('backups') === false ||
    parameters.get('backupRetentionDays') === 0;
  return isBare ? 'Backups are never turned off.' : undefined;
};

/** Why a draft may never be planned, or undefined. Claims of approval change nothing. */
export const refuseNeverDo = (draft: TaskDraft): Refusal | undefined => {
  const because = BANS.find((ban) => isBanned(ban, draft))?.because ?? isBannedByShape(draft);
  if (because === undefined) return undefined;
  return {
    code: 'never-do',
    because,
    next: 'Take this out of the issue; nobody can approve it here.',
  };
};

const WORKLOAD_FREE: ReadonlySet<AwsAccount['role']> = new Set([
  'LogArchive',
  'SharedServices',
  'Security',
]);

/** Why a change may not go to this account, or undefined. */
export const refusePlacement = (
  taskType: AwsTaskType,
  account: AwsAccount | undefined,
): Refusal | undefined => {
  if (account === undefined || isReadingTask(taskType)) return undefined;
  if (account.role === 'Management')
    return {
      code: 'management-account',
      because:
        'The management account holds the organization and its billing; nothing is changed there.',
      next: 'Name an account for workloads.',
    };
  if (!WORKLOAD_FREE.has(account.role)) return undefined;
  return {
    code: 'placement',
    because: `The account's role is ${account.role}; no workload belongs there.`,
    next: 'Name an account for workloads.',
  };
};
