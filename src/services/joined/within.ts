/** The first words of titles that are no names of AWS's own. */
const COMMON = /^(Load|Internet|Route table|Subnet|Target|Network|Budget|Organization)\b/;

/** `Subnet` within a sentence; `VPC`, `Elastic IP` and `Lambda function` stay. */
export const within = (words: string): string =>
  COMMON.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
