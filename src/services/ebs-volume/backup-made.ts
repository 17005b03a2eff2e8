const BACKUP_TAG = /^aws:(backup|dlm):/;
const BACKUP_WORDS = /created by the AWS Backup service/i;

/**
 * What shows that a backup plan made a snapshot; empty where nothing does. AWS Backup and Data
 * Lifecycle Manager mark what they made, by tags that nobody else can write.
 */
export const backupMark = (
  tags: Readonly<Record<string, string>>,
  description: string | null | undefined,
): string => {
  const tag = Object.keys(tags).find((key) => BACKUP_TAG.test(key));
  if (tag !== undefined) return `tag ${tag}`;
  return BACKUP_WORDS.test(description ?? '') ? 'AWS Backup' : '';
};
