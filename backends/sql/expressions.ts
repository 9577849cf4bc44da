/** Regular expressions of our own, in the syntax that all engines share; for whole texts, without anchors. */

/** A plain decimal, as rules compare numbers: no exponent, no blank, no sign but a minus. */
export const DECIMAL = '-?(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)';

const LEAP = '(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const MONTH_AND_DAY =
  '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';
const DAY = `(?:[0-9]{4}-${MONTH_AND_DAY}|${LEAP}-02-29)`;
const TIME =
  '[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-9][0-9](?:[.,][0-9]{1,9})?)?' +
  '(?: ?(?:[Zz]|[Uu][Tt][Cc]|[-+][0-9][0-9]:?[0-9][0-9]))?';

/** A date of ISO 8601 that exists, and a time behind it that may be left out. */
export const DATE = `${DAY}(?:${TIME})?`;
/** The same with a time. */
export const DATE_AND_TIME = `${DAY}${TIME}`;
