import { regex } from './regex.ts';

/**
 * Settings of AWS that people ask for by name. Where one stands in an order and no field took it,
 * the order is not understood whole.
 */
export const FEATURES = regex(
  'giu',
  String.raw`(?<![\p{L}\p{N}-])(?:(?:server[\s-])?access logg?(?:ing|s)|cross[\s-]region|`,
  String.raw`replicat(?:e|ed|ion)|cors|(?:static )?website hosting|(?:event )?notifications? to|`,
  String.raw`object[\s-]lock|legal hold|transfer acceleration|requester pays|mfa delete|`,
  String.raw`bucket key|`,
  String.raw`block(?:ing)? (?:all )?public access|bucket policy|snap ?start|`,
  String.raw`provisioned concurrency|`,
  String.raw`ephemeral storage|function url|event source|layers?|x-ray|global tables?|streams?|`,
  String.raw`(?:global |local |secondary )+index(?:es)?|gsis?|lsis?|table class|`,
  String.raw`contributor insights|`,
  String.raw`elastic ip|public ip|user[\s-]data|instance profile|imdsv2|spot|hibernation|`,
  String.raw`placement group|dedicated tenancy|filter policy|delivery (?:policy|logging|retries)|`,
  String.raw`inline polic(?:y|ies)|permissions?[\s-]boundary|session duration|`,
  String.raw`auto[\s-]?scal(?:e|ing)|`,
  String.raw`versioning|encrypt(?:ed|ion)|point[\s-]in[\s-]time|pitr|ttl|deletion protection|`,
  String.raw`on (?:instance )?termination(?!\s+protection)|`,
  String.raw`termination protection|detailed monitoring|tracing|dead[\s-]letter|dlq|fifo|`,
  String.raw`de-?duplication|reserved concurrency|log retention)(?![\p{L}\p{N}-])`,
);
